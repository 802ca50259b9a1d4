//! `GET /v1/checkouts/{id}`: what the widget reads.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, header};
use pse_shared::api::{CheckoutView, schema};
use pse_shared::paths;

use crate::routes::description::groups::BUYER;
use crate::routes::description::problems::problems;
use crate::routes::http::api_error::ApiError;
use crate::routes::http::cors;
use crate::routes::http::path_text::PathText;
use crate::routes::http::state::{App, AppState};
use crate::routes::http::visitor::CallerAddress;
use pse_core::checkouts::view;

problems!(OriginNotAllowed, NotFound, RateLimited, StoreUnavailable);

/// Read a checkout
///
/// What the widget reads. Reading never reaches the provider. The id is the key; a page may read it only from the site's
/// `allowed_origins`.
#[utoipa::path(
    get,
    path = paths::CHECKOUT,
    operation_id = "showCheckout",
    tag = BUYER,
    params(("id" = schema::CheckoutId, Path, description = "The checkout.")),
    responses((status = 200, description = "The checkout and its latest payment.", body = CheckoutView), Problems),
)]
pub async fn handle(
    State(app): AppState,
    CallerAddress(ip): CallerAddress,
    PathText(id): PathText,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let standings = app.rates.read(ip)?;
    match read(&app, &id, &headers).await {
        Ok(view) => {
            let mut response = ([(header::CACHE_CONTROL, "no-store")], Json(view)).into_response();
            standings.write(response.headers_mut());
            Ok(response)
        }
        Err(problem) => Err(problem.standing(standings)),
    }
}

/// A checkout as its page may see it.
///
/// # Errors
/// `not_found`, `origin_not_allowed`, `store_unavailable`.
pub async fn read(app: &App, id: &str, headers: &HeaderMap) -> Result<CheckoutView, ApiError> {
    let (checkout, site) = cors::checkout(app, id, headers).await?;
    let payment = app.store.latest_payment(&checkout.id).await?;
    Ok(view::checkout(&checkout, payment.as_ref(), site, app.clock.now()))
}
