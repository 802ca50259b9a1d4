//! `POST /v1/checkouts`: a merchant's server makes a checkout.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use pse_shared::api::{Attribute, CheckoutCreated, CreateCheckout, Credit};
use pse_shared::{CheckoutState, limits, paths};

use super::embed;
use crate::config::SiteConfig;
use crate::routes::description::groups::MERCHANT;
use crate::routes::description::parameters::IdempotencyKey;
use crate::routes::description::problems::problems;
use crate::routes::http::api_error::ApiError;
use crate::routes::http::auth;
use crate::routes::http::body::{self, Fields};
use crate::routes::http::idempotency;
use crate::routes::http::state::{App, AppState};
use crate::routes::http::visitor::CallerAddress;
use pse_core::checkouts::view;
use pse_core::model::Checkout;
use pse_core::time::bogota::rfc3339;

problems!(
    InvalidJson,
    Unauthorized,
    PaymentPending,
    CheckoutPaid,
    PayloadTooLarge,
    UnsupportedMediaType,
    ValidationFailed,
    IdempotencyKeyReused,
    RateLimited,
    Internal,
    StoreUnavailable
);

/// Create a checkout
///
/// An order with its amounts, which can be paid until it expires. The amounts are fixed here; the browser never sends one.
/// Put its `embed` into the page as it is, or its `id` (`<pse-checkout checkout="chk_…">`), or send the buyer to its `url`.
#[utoipa::path(
    post,
    path = paths::CHECKOUTS,
    operation_id = "createCheckout",
    tag = MERCHANT,
    security(("merchantKey" = [])),
    params(IdempotencyKey),
    request_body(content = CreateCheckout, description = "The order. Unknown fields are refused."),
    responses((status = 201, description = "Created; also the answer to the same request with the same key.", body = CheckoutCreated, headers(("Location" = String, description = "The checkout's path."))), Problems),
)]
pub async fn handle(
    State(app): AppState,
    CallerAddress(ip): CallerAddress,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Response, ApiError> {
    let site = auth::merchant(&app, ip, &headers)?;
    let key = idempotency::of(&headers, &bytes)?;
    let request = read(body::object(&headers, &bytes)?)?;
    let checkout = app
        .checkouts
        .create(site, request, key)
        .await
        .map_err(|error| ApiError::from_checkout_error(error, site))?;
    Ok(answer(&app, &checkout, site))
}

fn answer(app: &App, checkout: &Checkout, site: &SiteConfig) -> Response {
    let view = view::checkout(checkout, None, site, app.clock.now());
    let created = CheckoutCreated {
        id: checkout.id.to_string(),
        url: format!("{}{}", app.public_url, paths::pay(checkout.id.as_str())),
        state: CheckoutState::Open,
        expires_at: rfc3339(checkout.expires_at),
        embed: embed::html(app, site, &view),
    };
    let location = paths::checkout(checkout.id.as_str());
    let mut response = (StatusCode::CREATED, Json(created)).into_response();
    if let Ok(location) = HeaderValue::from_str(&location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

fn read(mut fields: Fields) -> Result<CreateCheckout, ApiError> {
    let request = CreateCheckout {
        reference: fields.text_up_to("reference", limits::REFERENCE),
        description: fields.text_up_to("description", limits::DESCRIPTION),
        currency: fields.text("currency"),
        language: fields.text("language"),
        total_amount: fields.amount("total_amount"),
        tax_amount: fields.amount("tax_amount"),
        devolution_base: fields.amount("devolution_base"),
        tip_amount: fields.amount("tip_amount"),
        return_url: fields.text_up_to("return_url", limits::RETURN_URL),
        payer: fields.person("payer"),
        buyer: fields.person("buyer"),
        shipping: fields.person("shipping"),
        additional_data: fields.list("additional_data", limits::ADDITIONAL_DATA_ITEMS, |item| {
            Attribute {
                name: item.text_up_to("name", limits::ATTRIBUTE_NAME),
                value: item.text_up_to("value", limits::ATTRIBUTE_VALUE),
            }
        }),
        credits: fields.list("credits", limits::CREDITS, |item| Credit {
            entity_code: item.text_up_to("entity_code", limits::CREDIT_CODE),
            service_code: item.text_up_to("service_code", limits::CREDIT_CODE),
            amount_value: item.amount("amount_value"),
            tax_value: item.amount("tax_value"),
            description: item
                .optional_text_up_to("description", limits::CREDIT_DESCRIPTION)
                .unwrap_or_default(),
        }),
        expires_at: fields.optional_text("expires_at"),
    };
    fields.finish()?;
    Ok(request)
}
