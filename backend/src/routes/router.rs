//! Which file answers which path. An endpoint is registered together with its description, so none can be without.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Request};
use axum::handler::Handler as _;
use axum::response::Response;
use axum::routing::{Route, get, post};
use axum::{Extension, Router};
use pse_shared::{ProblemCode, paths};
use tower::{Layer, Service};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::api::{
    checkout_events, create_checkout, create_payment, list_banks, list_payments, probe_payment,
    redeliver_notification, show_checkout, show_payment,
};
use super::description::document;
use super::http::api_error::ApiError;
use super::http::around::AroundLayer;
use super::http::cors::Cors;
use super::http::demo_host::HostRule;
use super::http::in_time::InTime;
use super::http::layers::Finish;
use super::http::state::App;
use super::operator::{health, metrics};
use super::pay::trouble::Trouble;
use super::pay::{self, form, return_from_bank, submit};
use super::site::served_description::ServedDescription;
use super::site::{assets, demo, docs, openapi, problems};

/// The largest body anyone may send, in bytes.
const LARGEST_BODY: usize = 64 * 1024;

/// Every path.
pub fn router(app: Arc<App>) -> Router {
    let endpoints = Endpoints::all();
    let served = Arc::new(ServedDescription::new(endpoints.describe()));
    let Endpoints { widget, streams, merchant, pages, operator, files, documents } = endpoints;
    let (all, in_time) = (Outermost::of(&app, HostRule::of(&app.config)), in_time(&app));
    let cors = AroundLayer(Cors(Arc::clone(&app)));
    let mut others = Router::from(merchant).merge(Router::from(operator)).merge(files);
    if app.config.demo.is_some() {
        others = others.merge(demo_shop());
    }
    // Each path has its layers at once: one put around another copies all that is under it for every request.
    Router::new()
        .merge(under(widget, (all.layers(), in_time, cors.clone())))
        .merge(under(others, (all.layers(), in_time)))
        .merge(under(documents, (all.layers(), in_time, Extension(served))))
        .merge(under(pages, (all.layers(), AroundLayer(Trouble), in_time)))
        // Streams have no end, so they have no time-out.
        .merge(under(streams, (all.layers(), cors)))
        .fallback(not_found.layer(all.layers()))
        .with_state(app)
}

/// What is served to the operator alone, on a listener of its own.
pub fn operators_router(app: Arc<App>) -> Router {
    let all = Outermost::of(&app, HostRule::of_operators(&app.config));
    let metrics = Router::new().route(paths::METRICS, get(metrics::handle));
    under(metrics, (all.layers(), in_time(&app)))
        .fallback(not_found.layer(all.layers()))
        .with_state(app)
}

/// What lies around everything.
struct Outermost {
    finish: Finish,
    hosts: HostRule,
}

impl Outermost {
    fn of(app: &Arc<App>, hosts: HostRule) -> Self {
        Self { finish: Finish(Arc::clone(app)), hosts }
    }

    fn layers(&self) -> (AroundLayer<Finish>, AroundLayer<HostRule>, DefaultBodyLimit) {
        let limit = DefaultBodyLimit::max(LARGEST_BODY);
        (AroundLayer(self.finish.clone()), AroundLayer(self.hosts.clone()), limit)
    }
}

/// Paths under layers, which are around what answers other methods, too.
fn under<L>(paths: impl Into<Router<Arc<App>>>, layers: L) -> Router<Arc<App>>
where
    L: Layer<
            Route,
            Service: Service<Request, Response = Response, Error = Infallible, Future: Send>
                         + Clone
                         + Send
                         + Sync,
        > + Clone
        + Send
        + Sync
        + 'static,
    L::Service: 'static,
{
    let paths: Router<Arc<App>> = paths.into();
    paths.method_not_allowed_fallback(method_not_allowed).layer(layers)
}

/// The description of every path, the operator's listener and the demo shop's apart.
#[must_use]
pub fn description() -> OpenApi {
    Endpoints::all().describe()
}

/// Every endpoint with its description, by what lies around it.
struct Endpoints {
    /// Called by pages: exact CORS.
    widget: OpenApiRouter<Arc<App>>,
    /// Called by pages, and without end.
    streams: OpenApiRouter<Arc<App>>,
    /// Called by merchants' servers: no page may.
    merchant: OpenApiRouter<Arc<App>>,
    /// Walked by buyers' browsers: errors are pages, too.
    pages: OpenApiRouter<Arc<App>>,
    /// Called by whoever runs the service.
    operator: OpenApiRouter<Arc<App>>,
    /// What pages load.
    files: OpenApiRouter<Arc<App>>,
    /// The description itself.
    documents: OpenApiRouter<Arc<App>>,
}

impl Endpoints {
    /// The endpoints, in the description's order within their groups.
    fn all() -> Self {
        Self {
            widget: OpenApiRouter::default()
                .routes(routes!(show_checkout::handle))
                .routes(routes!(list_banks::handle))
                .routes(routes!(create_payment::handle)),
            streams: OpenApiRouter::default().routes(routes!(checkout_events::handle)),
            merchant: OpenApiRouter::default()
                .routes(routes!(create_checkout::handle))
                .routes(routes!(list_payments::handle))
                .routes(routes!(show_payment::handle))
                .routes(routes!(probe_payment::handle))
                .routes(routes!(redeliver_notification::list))
                .routes(routes!(redeliver_notification::handle)),
            pages: OpenApiRouter::default()
                .routes(routes!(form::handle, submit::handle))
                .routes(routes!(return_from_bank::handle)),
            operator: OpenApiRouter::default()
                .routes(routes!(health::alive))
                .routes(routes!(health::ready)),
            files: OpenApiRouter::default()
                .routes(routes!(assets::loader))
                .routes(routes!(assets::classic_loader))
                .routes(routes!(assets::widget))
                .routes(routes!(pay::assets::handle)),
            documents: OpenApiRouter::default()
                .routes(routes!(openapi::handle))
                .routes(routes!(docs::handle))
                .routes(routes!(problems::handle)),
        }
    }

    fn describe(&self) -> OpenApi {
        let Self { widget, streams, merchant, pages, operator, files, documents } = self;
        let mut registered = OpenApi::default();
        for group in [merchant, widget, streams, pages, operator, documents, files] {
            registered.merge(group.get_openapi().clone());
        }
        document::complete(registered)
    }
}

async fn not_found() -> ApiError {
    ApiError::new(ProblemCode::NotFound)
}

async fn method_not_allowed() -> ApiError {
    ApiError::new(ProblemCode::MethodNotAllowed)
}

/// No request takes longer than the longest call of a provider, and what is around it.
fn in_time(app: &App) -> InTime {
    InTime(app.config.longest_request())
}

/// Only there without a configuration, and no part of the API: not described.
fn demo_shop() -> Router<Arc<App>> {
    Router::new()
        .route(paths::SHOP, get(assets::page))
        .route(paths::GALLERY, get(assets::gallery))
        .route(paths::DEMO_CATALOGUE, get(demo::catalogue))
        .route(paths::DEMO_CHECKOUTS, post(demo::checkout))
        .route(paths::DEMO, get(assets::demo))
}
