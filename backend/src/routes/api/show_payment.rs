//! `GET /v1/payments/{id}`: a payment with its history.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, header};
use pse_shared::ProblemCode;

use crate::checkouts::view;
use crate::config::SiteConfig;
use crate::model::{Payment, PaymentId};
use crate::routes::http::auth;
use crate::routes::http::problem::Problem;
use crate::routes::http::state::{App, Shared};

/// Shows a payment.
pub async fn handle(
    State(app): Shared,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let site = auth::merchant(&app, &headers)?;
    let payment = find(&app, site, &id).await?;
    answer(&app, &payment).await
}

/// A site's payment; another site's is not found.
///
/// # Errors
/// `not_found`, `store_unavailable`.
pub async fn find(app: &App, site: &SiteConfig, id: &str) -> Result<Payment, Problem> {
    let not_found = || Problem::new(ProblemCode::NotFound);
    let id = PaymentId::parse(id).ok_or_else(not_found)?;
    let payment = app.store.payment(&id).await?.ok_or_else(not_found)?;
    if payment.site == site.name { Ok(payment) } else { Err(not_found()) }
}

/// A payment and everything that happened to it.
///
/// # Errors
/// `store_unavailable`.
pub async fn answer(app: &App, payment: &Payment) -> Result<Response, Problem> {
    let history = app.store.history(&payment.id).await?;
    let record = view::record(payment, &history);
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(record)).into_response())
}
