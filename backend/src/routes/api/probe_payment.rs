//! `POST /v1/payments/{id}/probe`: the merchant asks now, held to the provider's interval.

use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use pse_shared::api::{PaymentRecord, schema};
use pse_shared::{ProblemCode, paths};

use super::show_payment;
use crate::routes::description::groups::MERCHANT;
use crate::routes::description::problems::problems;
use crate::routes::http::api_error::ApiError;
use crate::routes::http::auth;
use crate::routes::http::path_text::PathText;
use crate::routes::http::state::AppState;
use crate::routes::http::visitor::CallerAddress;

problems!(Unauthorized, NotFound, RateLimited, ProbeTooSoon, Internal, StoreUnavailable);

/// Ask the provider now
///
/// Asks how a pending payment stands, held to the provider's interval: not before the first probe is due, and then not more
/// often than the probe itself. A payment with its outcome is answered as it is.
#[utoipa::path(
    post,
    path = paths::PAYMENT_PROBE,
    operation_id = "probePayment",
    tag = MERCHANT,
    security(("merchantKey" = [])),
    params(("id" = schema::PaymentId, Path, description = "The payment.")),
    responses((status = 200, description = "The payment after asking.", body = PaymentRecord), Problems),
)]
pub async fn handle(
    State(app): AppState,
    CallerAddress(ip): CallerAddress,
    PathText(id): PathText,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let site = auth::merchant(&app, ip, &headers)?;
    let payment = show_payment::find(&app, site, &id).await?;
    let checks = app.checks.clone();
    let asked = app.tasks.spawn(async move { checks.check_for_merchant(&payment).await });
    match asked.await.map_err(|error| ApiError::internal(&error))?? {
        Ok(payment) => show_payment::answer(&app, &payment).await,
        Err(too_soon) => {
            Err(ApiError::new(ProblemCode::ProbeTooSoon).retry_after(too_soon.retry_after))
        }
    }
}
