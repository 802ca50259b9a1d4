//! `GET /v1/payments/{id}`: a payment with its history.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, header};
use pse_shared::api::{PaymentRecord, schema};
use pse_shared::{ProblemCode, paths};

use crate::config::SiteConfig;
use crate::routes::description::groups::MERCHANT;
use crate::routes::description::problems::problems;
use crate::routes::http::api_error::ApiError;
use crate::routes::http::auth;
use crate::routes::http::path_text::PathText;
use crate::routes::http::state::{App, AppState};
use crate::routes::http::visitor::CallerAddress;
use pse_core::checkouts::view;
use pse_core::model::{Payment, PaymentId};

problems!(Unauthorized, NotFound, RateLimited, StoreUnavailable);

/// Read a payment
///
/// A payment and everything that happened to it. Reading never reaches the provider.
#[utoipa::path(
    get,
    path = paths::PAYMENT,
    operation_id = "showPayment",
    tag = MERCHANT,
    security(("merchantKey" = [])),
    params(("id" = schema::PaymentId, Path, description = "The payment.")),
    responses((status = 200, description = "The payment with its history.", body = PaymentRecord), Problems),
)]
pub async fn handle(
    State(app): AppState,
    CallerAddress(ip): CallerAddress,
    PathText(id): PathText,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let site = auth::merchant(&app, ip, &headers)?;
    let payment = find(&app, site, &id).await?;
    answer(&app, &payment).await
}

/// A site's payment; another site's is not found.
///
/// # Errors
/// `not_found`, `store_unavailable`.
pub async fn find(app: &App, site: &SiteConfig, id: &str) -> Result<Payment, ApiError> {
    let not_found = || ApiError::new(ProblemCode::NotFound);
    let id = PaymentId::parse(id).ok_or_else(not_found)?;
    app.store.payment_of_site(&site.name, &id).await?.ok_or_else(not_found)
}

/// A payment and everything that happened to it.
///
/// # Errors
/// `store_unavailable`.
pub async fn answer(app: &App, payment: &Payment) -> Result<Response, ApiError> {
    let history = app.store.history(&payment.id).await?;
    let consent = app.store.consent(&payment.id).await?;
    let record = view::record_with(payment, &history, consent.as_ref());
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(record)).into_response())
}
