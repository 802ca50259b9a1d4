//! Which file answers which path.

use std::sync::Arc;
use std::time::Duration;

use ::http::StatusCode;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tower_http::timeout::TimeoutLayer;

use super::api::{
    checkout_events, create_checkout, create_payment, list_banks, list_payments, probe_payment,
    redeliver_notification, show_checkout, show_payment,
};
use super::http::problem::Problem;
use super::http::state::App;
use super::http::{cors, layers};
use super::operator::{health, metrics};
use super::pay::{self, form, return_from_bank, submit, trouble};
use super::site::{assets, demo, docs, openapi, problems};

use pse_shared::ProblemCode;

/// The largest body anyone may send, in bytes.
const LARGEST_BODY: usize = 64 * 1024;
/// The longest a request may take: a creation's 20 seconds, and what is around it.
const LONGEST_REQUEST: Duration = Duration::from_secs(35);

/// Every path.
pub fn router(app: Arc<App>) -> Router {
    let mut router = Router::new()
        .merge(widget_calls(&app))
        .merge(merchant_calls())
        .route("/assets/{file}", get(pay::assets::handle))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(metrics::handle))
        .route("/openapi.json", get(openapi::handle))
        .route("/docs", get(docs::handle))
        .route("/problems/{code}", get(problems::handle))
        .route("/pse-checkout.js", get(assets::loader))
        .route("/widget/{file}", get(assets::widget));
    if app.config.demo.is_some() {
        router = router.merge(demo_shop());
    }
    router
        .layer(in_time())
        .merge(people())
        // Streams have no end, so they have no time-out.
        .merge(streams(&app))
        .fallback(async || Problem::new(ProblemCode::NotFound))
        .method_not_allowed_fallback(method_not_allowed)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(from_fn_with_state(Arc::clone(&app), layers::finish))
        .with_state(app)
}

async fn method_not_allowed() -> Problem {
    Problem::new(ProblemCode::MethodNotAllowed)
}

fn in_time() -> TimeoutLayer {
    TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST_REQUEST)
}

/// Walked by buyers' browsers: errors are pages, too.
fn people() -> Router<Arc<App>> {
    Router::new()
        .route("/pay/{checkout}", get(form::handle).post(submit::handle))
        .route("/return/{payment}", get(return_from_bank::handle))
        .layer(in_time())
        .layer(from_fn(trouble::layer))
}

/// Called by pages: exact CORS.
fn widget_calls(app: &Arc<App>) -> Router<Arc<App>> {
    Router::new()
        .route("/v1/checkouts/{id}", get(show_checkout::handle))
        .route("/v1/checkouts/{id}/payments", post(create_payment::handle))
        .route("/v1/banks", get(list_banks::handle))
        // Under the layer, or preflights would pass by it.
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn_with_state(Arc::clone(app), cors::layer))
}

fn streams(app: &Arc<App>) -> Router<Arc<App>> {
    Router::new()
        .route("/v1/checkouts/{id}/events", get(checkout_events::handle))
        .method_not_allowed_fallback(method_not_allowed)
        .layer(from_fn_with_state(Arc::clone(app), cors::layer))
}

/// Called by merchants' servers: no page may.
fn merchant_calls() -> Router<Arc<App>> {
    Router::new()
        .route("/v1/checkouts", post(create_checkout::handle))
        .route("/v1/payments", get(list_payments::handle))
        .route("/v1/payments/{id}", get(show_payment::handle))
        .route("/v1/payments/{id}/probe", post(probe_payment::handle))
        .route("/v1/payments/{id}/notifications", get(redeliver_notification::list))
        .route("/v1/notifications/{id}/redeliver", post(redeliver_notification::handle))
}

fn demo_shop() -> Router<Arc<App>> {
    Router::new()
        .route("/", get(assets::page))
        .route("/gallery", get(assets::gallery))
        .route("/demo/catalogue", get(demo::catalogue))
        .route("/demo/checkouts", post(demo::checkout))
        .route("/demo/{file}", get(assets::demo))
}
