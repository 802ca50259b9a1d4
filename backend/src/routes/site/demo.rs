//! The demo shop's own server, an example of what a merchant writes: it knows the prices and the
//! secret key, and makes a checkout through the public API like any other merchant. Only there
//! with the demo site.
//!
//! - `GET /demo/catalogue` → `{"products": [{sku, name, description, price, tax_rate}]}`
//! - `POST /demo/checkouts` `{"items": [{sku, quantity}], "payer"?}` → what `POST /v1/checkouts` answers

use std::sync::LazyLock;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use pse_shared::api::CreateCheckout;
use pse_shared::{Amount, FieldCode, FieldError, Person, ProblemCode, paths};
use secrecy::ExposeSecret;
use serde::Deserialize;

use crate::routes::http::api_error::ApiError;
use crate::routes::http::body;
use crate::routes::http::state::{App, AppState};
use pse_core::model::id::random_name;

const CATALOGUE: &str = include_str!("../../../../frontend/demo/catalogue.json");
const LARGEST_QUANTITY: u32 = 99;
const KINDS_IN_A_CART: usize = 20;
/// The shop asks its payment service no longer than this.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Debug, Deserialize)]
struct Catalogue {
    products: Vec<Product>,
}

#[derive(Debug, Deserialize)]
struct Product {
    sku: String,
    name: String,
    price: String,
    tax_rate: String,
}

static PRODUCTS: LazyLock<Vec<Product>> = LazyLock::new(|| {
    serde_json::from_str::<Catalogue>(CATALOGUE)
        .map(|catalogue| catalogue.products)
        .unwrap_or_default()
});

/// What identifies each product of the catalogue, in its order.
pub fn skus() -> impl Iterator<Item = &'static str> {
    PRODUCTS.iter().map(|product| product.sku.as_str())
}

/// `GET /demo/catalogue`: what the demo shop sells.
pub async fn catalogue() -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")];
    (headers, CATALOGUE).into_response()
}

/// `POST /demo/checkouts`: makes a checkout of a cart.
pub async fn checkout(
    State(app): AppState,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Response, ApiError> {
    let (order, payer) = read(&headers, &bytes)?;
    let request = CreateCheckout {
        reference: reference()?,
        description: order.description,
        currency: "COP".to_owned(),
        language: "ES".to_owned(),
        total_amount: order.total,
        tax_amount: order.tax,
        devolution_base: order.base,
        tip_amount: Amount::ZERO,
        return_url: format!("{}/", app.public_url),
        payer,
        buyer: None,
        shipping: None,
        additional_data: Vec::new(),
        credits: Vec::new(),
        expires_at: None,
    };
    ask(&app, &request).await
}

/// The call any merchant's server makes.
async fn ask(app: &App, request: &CreateCheckout) -> Result<Response, ApiError> {
    let site = app.config.demo.as_ref().ok_or_else(|| ApiError::new(ProblemCode::NotFound))?;
    let key =
        app.site(site)?.api_keys.first().ok_or_else(|| ApiError::new(ProblemCode::NotFound))?;
    let failed = |error: reqwest::Error| ApiError::internal(&error);
    let answer = app
        .http
        .post(format!("{}{}", app.config.server.local_url(), paths::CHECKOUTS))
        .bearer_auth(key.expose_secret())
        .timeout(PATIENCE)
        .json(request)
        .send()
        .await
        .map_err(failed)?;
    let status = StatusCode::from_u16(answer.status().as_u16()).unwrap_or(StatusCode::BAD_GATEWAY);
    let kind = answer.headers().get(header::CONTENT_TYPE).cloned();
    let body = answer.bytes().await.map_err(failed)?;
    let mut response = (status, body).into_response();
    if let Some(kind) = kind {
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    Ok(response)
}

struct Order {
    description: String,
    total: Amount,
    tax: Amount,
    base: Amount,
}

fn read(headers: &HeaderMap, bytes: &Bytes) -> Result<(Order, Option<Person>), ApiError> {
    let mut fields = body::object(headers, bytes)?;
    let items =
        fields.list("items", KINDS_IN_A_CART, |item| (item.text("sku"), item.count("quantity")));
    let payer = fields.person("payer");
    fields.finish()?;
    Ok((price(&items)?, payer))
}

/// Prices include tax, as shops in Colombia show them.
fn price(items: &[(String, u32)]) -> Result<Order, ApiError> {
    let wrong = |field: String, code| ApiError::invalid(vec![FieldError::new(field, code)]);
    if items.is_empty() {
        return Err(wrong("items".to_owned(), FieldCode::Required));
    }
    let (mut total, mut tax) = (0_i64, 0_i64);
    let mut names = Vec::new();
    for (index, (sku, quantity)) in items.iter().enumerate() {
        if !(1..=LARGEST_QUANTITY).contains(quantity) {
            return Err(wrong(format!("items[{index}].quantity"), FieldCode::NotAllowed));
        }
        let product = PRODUCTS.iter().find(|product| product.sku == *sku);
        let Some((product, price)) =
            product.and_then(|p| Some((p, p.price.parse::<Amount>().ok()?)))
        else {
            return Err(wrong(format!("items[{index}].sku"), FieldCode::NotAllowed));
        };
        let line = price.centavos().saturating_mul(i64::from(*quantity));
        total = total.saturating_add(line);
        tax = tax.saturating_add(tax_in(line, &product.tax_rate));
        names.push(format!("{quantity} × {}", product.name));
    }
    let amount = |centavos| {
        Amount::from_centavos(centavos)
            .ok_or_else(|| wrong("items".to_owned(), FieldCode::TooLarge))
    };
    let description = format!("Casa del Turismo: {}", names.join(", ")).chars().take(255).collect();
    let base = if tax > 0 { total.saturating_sub(tax) } else { 0 };
    Ok(Order { description, total: amount(total)?, tax: amount(tax)?, base: amount(base)? })
}

/// The tax in a price that includes it, to the centavo, half away from zero.
fn tax_in(line: i64, rate: &str) -> i64 {
    let percent = rate.parse::<Amount>().map_or(0, Amount::centavos);
    let whole = percent.saturating_add(100);
    line.saturating_mul(percent).saturating_mul(2).saturating_add(whole) / whole.saturating_mul(2)
}

fn reference() -> Result<String, ApiError> {
    let random = random_name().map_err(|error| ApiError::internal(&error))?;
    Ok(format!("CT-{}", random.get(..12).unwrap_or(&random).to_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tax_is_inside_the_price() {
        assert_eq!(tax_in(5_950_000, "0.19"), 950_000);
        assert_eq!(tax_in(9_520_000, "0.00"), 0);
        assert_eq!(tax_in(100, "0.19"), 16);
    }

    #[test]
    fn a_cart_is_priced_by_the_server() {
        let order = price(&[("san-antonio".into(), 2)]).unwrap();
        assert_eq!(order.total.to_string(), "119000.00");
        assert_eq!(order.tax.to_string(), "19000.00");
        assert_eq!(order.base.to_string(), "100000.00");
    }

    #[test]
    fn what_is_not_sold_cannot_be_bought() {
        for items in [
            vec![],
            vec![("nada".to_owned(), 1)],
            vec![("salsa".to_owned(), 0)],
            vec![("salsa".to_owned(), 100)],
        ] {
            assert!(price(&items).is_err());
        }
    }
}
