//! `GET /v1/checkouts/{id}`: what the widget reads.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, header};

use crate::checkouts::view;
use crate::provider::request::Browser;
use crate::routes::http::cors;
use crate::routes::http::problem::Problem;
use crate::routes::http::state::{App, Shared};
use pse_shared::api::CheckoutView;

/// Shows a checkout: nothing personal.
pub async fn handle(
    State(app): Shared,
    browser: Browser,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    app.rates.read(browser.ip)?;
    let view = read(&app, &id, &headers).await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(view)).into_response())
}

/// A checkout as its page may see it.
///
/// # Errors
/// `not_found`, `origin_not_allowed`, `store_unavailable`.
pub async fn read(app: &App, id: &str, headers: &HeaderMap) -> Result<CheckoutView, Problem> {
    let (checkout, site) = app.checkout(id).await?;
    cors::check(app, site, headers)?;
    let payment = app.store.latest_payment(&checkout.id).await?;
    Ok(view::checkout(&checkout, payment.as_ref(), site, app.clock.now()))
}
