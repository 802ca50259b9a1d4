//! `POST /v1/payments/{id}/probe`: the merchant asks now, held to the provider's interval.

use axum::extract::{Path, State};
use axum::response::Response;
use http::HeaderMap;
use pse_shared::ProblemCode;

use super::show_payment;
use crate::routes::http::auth;
use crate::routes::http::problem::Problem;
use crate::routes::http::state::Shared;

/// Asks how a payment stands.
pub async fn handle(
    State(app): Shared,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let site = auth::merchant(&app, &headers)?;
    let payment = show_payment::find(&app, site, &id).await?;
    let questioner = app.questioner.clone();
    let asked = app.creator.tasks.spawn(async move { questioner.merchant_asks(&payment).await });
    match asked.await.map_err(|error| Problem::internal(&error))?? {
        Ok(payment) => show_payment::answer(&app, &payment).await,
        Err(too_soon) => {
            Err(Problem::new(ProblemCode::ProbeTooSoon).retry_after(too_soon.retry_after))
        }
    }
}
