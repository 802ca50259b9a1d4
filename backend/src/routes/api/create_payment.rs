//! `POST /v1/checkouts/{id}/payments`: the buyer confirms.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use pse_shared::api::{CreatePayment, PaymentCreated, schema};
use pse_shared::words::Language;
use pse_shared::{BankInterface, FieldCode, FieldError, limits, paths};

use crate::routes::description::groups::BUYER;
use crate::routes::description::parameters::IdempotencyKey;
use crate::routes::description::problems::problems;
use crate::routes::http::api_error::ApiError;
use crate::routes::http::body::{self, Fields};
use crate::routes::http::cors;
use crate::routes::http::idempotency;
use crate::routes::http::path_text::PathText;
use crate::routes::http::quota::Standings;
use crate::routes::http::state::{App, AppState};
use crate::routes::http::visitor::BuyerVisitor;
use pse_core::model::Visitor;

problems!(
    InvalidJson,
    OriginNotAllowed,
    NotFound,
    PaymentPending,
    CheckoutPaid,
    IdempotencyInProgress,
    CheckoutExpired,
    PayloadTooLarge,
    UnsupportedMediaType,
    ValidationFailed,
    IdempotencyKeyReused,
    TransactionRefused,
    TooManyAttempts,
    RateLimited,
    Internal,
    ProviderUnanswered,
    ProviderUnavailable,
    BankListUnavailable,
    StoreUnavailable
);

/// Pay a checkout
///
/// The buyer confirms. The payment is stored, the provider asked once to create the transaction, and its answer stored before
/// this one is given. Asked again with the same `Idempotency-Key` and body it answers the same, also after a restart; the
/// provider is never asked twice.
#[utoipa::path(
    post,
    path = paths::CHECKOUT_PAYMENTS,
    operation_id = "createPayment",
    tag = BUYER,
    params(("id" = schema::CheckoutId, Path, description = "The checkout."), IdempotencyKey),
    request_body(content = CreatePayment, description = "Bank, kind of person and payer. Unknown fields are refused."),
    responses((status = 201, description = "Send the buyer to the bank.", body = PaymentCreated), Problems),
)]
pub async fn handle(
    State(app): AppState,
    BuyerVisitor(visitor): BuyerVisitor,
    PathText(id): PathText,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Response, ApiError> {
    let mut standings = app.rates.try_to_pay(visitor.ip)?;
    match pay(&app, visitor, &id, &headers, &bytes, &mut standings).await {
        Ok(created) => {
            let uncached = [(header::CACHE_CONTROL, "no-store")];
            let mut response = (StatusCode::CREATED, uncached, Json(created)).into_response();
            standings.write(response.headers_mut());
            Ok(response)
        }
        Err(problem) => Err(problem.standing(standings)),
    }
}

async fn pay(
    app: &App,
    visitor: Visitor,
    id: &str,
    headers: &HeaderMap,
    bytes: &Bytes,
    standings: &mut Standings,
) -> Result<PaymentCreated, ApiError> {
    let (checkout, site) = cors::checkout(app, id, headers).await?;
    standings.add(app.rates.try_checkout(&checkout.id)?);
    let key = idempotency::of(headers, bytes)?;
    let request = read(body::object(headers, bytes)?)?;
    let id = checkout.id.clone();
    // On the heap, as what a handler waits for is moved with it from layer to layer.
    Box::pin(app.payments.start_for(checkout, request, key, visitor))
        .await
        .map_err(|error| ApiError::from_start_error(error, &id, Some(site)))
}

fn read(mut fields: Fields) -> Result<CreatePayment, ApiError> {
    let bank_code = fields.text_up_to("bank_code", limits::BANK_CODE);
    let bank_interface = fields.one_of("bank_interface", BankInterface::from_name);
    let language = fields.optional_one_of("language", Language::from_provider_code);
    let payer = fields.person("payer").unwrap_or_default();
    fields.finish()?;
    let Some(bank_interface) = bank_interface else {
        return Err(ApiError::invalid(vec![FieldError::new(
            "bank_interface",
            FieldCode::Required,
        )]));
    };
    Ok(CreatePayment { bank_code, bank_interface, language, payer })
}
