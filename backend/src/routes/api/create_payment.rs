//! `POST /v1/checkouts/{id}/payments`: the buyer confirms.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use pse_shared::api::CreatePayment;
use pse_shared::words::Language;
use pse_shared::{BankInterface, FieldCode, FieldError};

use crate::provider::request::Browser;
use crate::routes::http::body::{self, Fields};
use crate::routes::http::cors;
use crate::routes::http::idempotency;
use crate::routes::http::problem::Problem;
use crate::routes::http::state::Shared;

/// Creates a payment and says where the bank is.
pub async fn handle(
    State(app): Shared,
    browser: Browser,
    Path(id): Path<String>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Response, Problem> {
    app.rates.try_to_pay(browser.ip, &id)?;
    let (checkout, site) = app.checkout(&id).await?;
    cors::check(&app, site, &headers)?;
    let key = idempotency::of(&headers, &bytes)?;
    let request = read(body::object(&headers, &bytes)?)?;
    let created = app
        .creator
        .create(&checkout.id, request, key, browser)
        .await
        .map_err(|error| Problem::of_creation(error, Some(site)))?;
    Ok((StatusCode::CREATED, [(header::CACHE_CONTROL, "no-store")], Json(created)).into_response())
}

fn read(mut fields: Fields) -> Result<CreatePayment, Problem> {
    let bank_code = fields.text("bank_code");
    let bank_interface = fields.one_of("bank_interface", BankInterface::from_name);
    let language = fields.optional_one_of("language", Language::from_provider_code);
    let payer = fields.person("payer").unwrap_or_default();
    fields.finish()?;
    let Some(bank_interface) = bank_interface else {
        return Err(Problem::invalid(vec![FieldError::new("bank_interface", FieldCode::Required)]));
    };
    Ok(CreatePayment { bank_code, bank_interface, language, payer })
}
