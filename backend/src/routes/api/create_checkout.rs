//! `POST /v1/checkouts`: a merchant's server makes a checkout.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use pse_shared::api::{Attribute, CheckoutCreated, CreateCheckout, Credit};
use pse_shared::{CheckoutState, limits, paths};

use crate::banks::day::rfc3339;
use crate::model::Checkout;
use crate::routes::http::auth;
use crate::routes::http::body::{self, Fields};
use crate::routes::http::idempotency;
use crate::routes::http::problem::Problem;
use crate::routes::http::state::{App, Shared};

/// Makes a checkout.
pub async fn handle(
    State(app): Shared,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Response, Problem> {
    let site = auth::merchant(&app, &headers)?;
    let key = idempotency::of(&headers, &bytes)?;
    let request = read(body::object(&headers, &bytes)?)?;
    let checkout = app
        .maker
        .make(site, request, key)
        .await
        .map_err(|error| Problem::of_making(error, site))?;
    Ok(answer(&app, &checkout))
}

fn answer(app: &App, checkout: &Checkout) -> Response {
    let created = CheckoutCreated {
        id: checkout.id.to_string(),
        url: format!("{}{}", app.public_url, paths::pay(checkout.id.as_str())),
        state: CheckoutState::Open,
        expires_at: rfc3339(checkout.expires_at),
    };
    let location = paths::checkout(checkout.id.as_str());
    let mut response = (StatusCode::CREATED, Json(created)).into_response();
    if let Ok(location) = HeaderValue::from_str(&location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

fn read(mut fields: Fields) -> Result<CreateCheckout, Problem> {
    let request = CreateCheckout {
        reference: fields.text("reference"),
        description: fields.text("description"),
        currency: fields.text("currency"),
        language: fields.text("language"),
        total_amount: fields.amount("total_amount"),
        tax_amount: fields.amount("tax_amount"),
        devolution_base: fields.amount("devolution_base"),
        tip_amount: fields.amount("tip_amount"),
        return_url: fields.text("return_url"),
        payer: fields.person("payer"),
        buyer: fields.person("buyer"),
        shipping: fields.person("shipping"),
        additional_data: fields.list("additional_data", limits::ADDITIONAL_DATA_ITEMS, |item| {
            Attribute { name: item.text("name"), value: item.text("value") }
        }),
        credits: fields.list("credits", limits::CREDITS, |item| Credit {
            entity_code: item.text("entity_code"),
            service_code: item.text("service_code"),
            amount_value: item.amount("amount_value"),
            tax_value: item.amount("tax_value"),
            description: item.optional_text("description").unwrap_or_default(),
        }),
        expires_at: fields.optional_text("expires_at"),
    };
    fields.finish()?;
    Ok(request)
}
