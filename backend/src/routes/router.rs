//! Which file answers which path. An endpoint is registered together with its description, so none can be without.

use std::sync::Arc;

use ::http::StatusCode;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use axum::{Extension, Router};
use pse_shared::{ProblemCode, paths};
use tower_http::timeout::TimeoutLayer;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::api::{
    checkout_events, create_checkout, create_payment, list_banks, list_payments, probe_payment,
    redeliver_notification, show_checkout, show_payment,
};
use super::description::document;
use super::http::api_error::ApiError;
use super::http::state::App;
use super::http::{cors, demo_host, layers};
use super::operator::{health, metrics};
use super::pay::{self, form, return_from_bank, submit, trouble};
use super::site::served_description::ServedDescription;
use super::site::{assets, demo, docs, openapi, problems};

/// The largest body anyone may send, in bytes.
const LARGEST_BODY: usize = 64 * 1024;

/// Every path.
pub fn router(app: Arc<App>) -> Router {
    let endpoints = Endpoints::all();
    let served = Arc::new(ServedDescription::new(endpoints.describe()));
    let Endpoints { widget, streams, merchant, pages, operator, files, documents } = endpoints;
    let mut router = Router::new()
        .merge(for_pages(&app, widget))
        .merge(Router::from(merchant))
        .merge(Router::from(operator))
        .merge(Router::from(files))
        .merge(Router::from(documents).layer(Extension(served)));
    if app.config.demo.is_some() {
        router = router.merge(demo_shop());
    }
    router = router
        .layer(in_time(&app))
        .merge(Router::from(pages).layer(in_time(&app)).layer(from_fn(trouble::layer)))
        // Streams have no end, so they have no time-out.
        .merge(for_pages(&app, streams))
        .fallback(async || ApiError::new(ProblemCode::NotFound))
        .method_not_allowed_fallback(method_not_allowed)
        .layer(DefaultBodyLimit::max(LARGEST_BODY));
    demo_host::around(&app, router)
        .layer(from_fn_with_state(Arc::clone(&app), layers::finish))
        .with_state(app)
}

/// What is served to the operator alone, on a listener of its own.
pub fn operators_router(app: Arc<App>) -> Router {
    let router = Router::new()
        .route(paths::METRICS, get(metrics::handle))
        .layer(in_time(&app))
        .fallback(async || ApiError::new(ProblemCode::NotFound))
        .method_not_allowed_fallback(method_not_allowed);
    demo_host::around_operators(&app, router)
        .layer(from_fn_with_state(Arc::clone(&app), layers::finish))
        .with_state(app)
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

async fn method_not_allowed() -> ApiError {
    ApiError::new(ProblemCode::MethodNotAllowed)
}

/// No request takes longer than the longest call of a provider, and what is around it.
fn in_time(app: &App) -> TimeoutLayer {
    TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, app.config.longest_request())
}

/// Endpoints that a site's pages may call.
fn for_pages(app: &Arc<App>, endpoints: OpenApiRouter<Arc<App>>) -> Router<Arc<App>> {
    Router::from(endpoints)
        // Under the layer, or preflights would pass by it.
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn_with_state(Arc::clone(app), cors::layer))
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
