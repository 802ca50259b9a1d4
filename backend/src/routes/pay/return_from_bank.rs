//! `GET /return/{payment}`: the bank sends the buyer back. The provider is asked how it stands, and
//! the buyer goes on to the merchant. The redirect itself proves nothing (specification, "Reingreso
//! del cliente").

use crate::routes::http::visitor::BuyerVisitor;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use pse_shared::api::schema;
use pse_shared::{ProblemCode, paths};

use crate::routes::description::groups::PAGES;
use crate::routes::description::problems::problems;
use crate::routes::http::api_error::ApiError;
use crate::routes::http::path_text::PathText;
use crate::routes::http::state::{App, AppState};
use pse_core::model::{Payment, PaymentId};
use pse_core::net::return_url;

problems!(NotFound, RateLimited, Internal, StoreUnavailable);

/// Back from the bank
///
/// Where the bank sends the buyer's browser. The provider is asked how the payment stands (at most every 30 seconds and 5
/// times), and the buyer goes on to the merchant's `return_url`. The redirect itself proves nothing.
#[utoipa::path(
    get,
    path = paths::RETURN,
    operation_id = "returnFromBank",
    tag = PAGES,
    params(("payment" = schema::PaymentId, Path, description = "The payment.")),
    responses((status = 303, description = "To the merchant's page, with `pse_checkout=<id>` in its query.", headers(("Location" = String, description = "The merchant's page."))), Problems),
)]
pub async fn handle(
    State(app): AppState,
    BuyerVisitor(visitor): BuyerVisitor,
    PathText(id): PathText,
) -> Result<Response, ApiError> {
    app.rates.read(visitor.ip)?;
    let not_found = || ApiError::new(ProblemCode::NotFound);
    let id = PaymentId::parse(&id).ok_or_else(not_found)?;
    let checks = app.checks.clone();
    let asked = app.tasks.spawn(async move { checks.check_on_return(&id).await });
    let payment =
        asked.await.map_err(|error| ApiError::internal(&error))??.ok_or_else(not_found)?;
    let target = merchant_page(&app, &payment).await?;
    let location = HeaderValue::from_str(&target).map_err(|error| ApiError::internal(&error))?;
    let headers = [
        (header::LOCATION, location),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((StatusCode::SEE_OTHER, headers).into_response())
}

async fn merchant_page(app: &App, payment: &Payment) -> Result<String, ApiError> {
    let checkout = app
        .store
        .checkout(&payment.checkout_id)
        .await?
        .ok_or_else(|| ApiError::new(ProblemCode::NotFound))?;
    return_url::with_checkout(&checkout.return_url, checkout.id.as_str())
        .map_err(|error| ApiError::internal(&error))
}
