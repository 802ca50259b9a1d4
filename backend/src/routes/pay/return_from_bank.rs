//! `GET /return/{payment}`: the bank sends the buyer back. The provider is asked how it stands, and
//! the buyer goes on to the merchant. The redirect itself proves nothing (specification, "Reingreso
//! del cliente").

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use pse_shared::ProblemCode;

use crate::model::{Payment, PaymentId};
use crate::net::return_url;
use crate::provider::request::Browser;
use crate::routes::http::problem::Problem;
use crate::routes::http::state::{App, Shared};

/// Asks, stores, and sends the buyer on.
pub async fn handle(
    State(app): Shared,
    browser: Browser,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    app.rates.read(browser.ip)?;
    let not_found = || Problem::new(ProblemCode::NotFound);
    let id = PaymentId::parse(&id).ok_or_else(not_found)?;
    let questioner = app.questioner.clone();
    let asked = app.creator.tasks.spawn(async move { questioner.returned(&id).await });
    let payment = asked.await.map_err(|error| Problem::internal(&error))??.ok_or_else(not_found)?;
    let target = merchant_page(&app, &payment).await?;
    let location = HeaderValue::from_str(&target).map_err(|error| Problem::internal(&error))?;
    let headers = [
        (header::LOCATION, location),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((StatusCode::SEE_OTHER, headers).into_response())
}

async fn merchant_page(app: &App, payment: &Payment) -> Result<String, Problem> {
    let checkout = app
        .store
        .checkout(&payment.checkout_id)
        .await?
        .ok_or_else(|| Problem::new(ProblemCode::NotFound))?;
    return_url::with_checkout(&checkout.return_url, checkout.id.as_str())
        .map_err(|error| Problem::internal(&error))
}
