//! What lies around the endpoints, and what is beside them.

use std::convert::Infallible;
use std::sync::{Arc, LazyLock};

use axum::extract::{DefaultBodyLimit, Request};
use axum::handler::Handler as _;
use axum::response::Response;
use axum::routing::{Route, get, post};
use axum::{Extension, Router};
use pse_shared::{ProblemCode, paths};
use tower::{Layer, Service};

use super::endpoints::{DOCUMENTS, FILES, MERCHANT, OPERATOR, PAGES, STREAMS, WIDGET, description};
use super::http::api_error::ApiError;
use super::http::around::AroundLayer;
use super::http::cors::Cors;
use super::http::demo_host::HostRule;
use super::http::in_time::InTime;
use super::http::layers::Finish;
use super::http::state::App;
use super::operator::metrics;
use super::pay::trouble::Trouble;
use super::site::served_description::{Served, ServedDescription};
use super::site::{assets, demo};

/// The largest body anyone may send, in bytes.
const LARGEST_BODY: usize = 64 * 1024;

/// Every path.
pub fn router(app: Arc<App>) -> Router {
    let served: Served = Arc::new(LazyLock::new(|| ServedDescription::new(description())));
    let (all, in_time) = (Outermost::of(&app, HostRule::of(&app.config)), in_time(&app));
    let cors = AroundLayer(Cors(Arc::clone(&app)));
    let mut others = MERCHANT.router().merge(OPERATOR.router()).merge(FILES.router());
    if app.config.demo.is_some() {
        others = others.merge(demo_shop());
    }
    // Each path has its layers at once: one put around another copies all that is under it for every request.
    Router::new()
        .merge(under(WIDGET.router(), (all.layers(), in_time, cors.clone())))
        .merge(under(others, (all.layers(), in_time)))
        .merge(under(DOCUMENTS.router(), (all.layers(), in_time, Extension(served))))
        .merge(under(PAGES.router(), (all.layers(), AroundLayer(Trouble), in_time)))
        // Streams have no end, so they have no time-out.
        .merge(under(STREAMS.router(), (all.layers(), cors)))
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
fn under<L>(paths: Router<Arc<App>>, layers: L) -> Router<Arc<App>>
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
    paths.method_not_allowed_fallback(method_not_allowed).layer(layers)
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
