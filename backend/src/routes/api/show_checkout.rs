//! `GET /v1/checkouts/{id}`: what the widget reads.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, header};
use pse_shared::api::{CheckoutView, schema};
use pse_shared::{ProblemCode, paths};

use super::embed;
use crate::config::SiteConfig;
use crate::routes::description::groups::BUYER;
use crate::routes::description::problems::problems;
use crate::routes::http::api_error::ApiError;
use crate::routes::http::auth;
use crate::routes::http::cors;
use crate::routes::http::moved_headers::MovedHeaders;
use crate::routes::http::path_text::PathText;
use crate::routes::http::state::{App, AppState};
use crate::routes::http::visitor::CallerAddress;
use pse_core::checkouts::view;
use pse_core::model::{Checkout, CheckoutId};

problems!(Unauthorized, OriginNotAllowed, NotFound, RateLimited, StoreUnavailable);

/// Read a checkout
///
/// What the widget reads. Reading never reaches the provider. The id is the key; a page may read it only from the site's
/// `allowed_origins`. With the merchant's key beside it, the answer has the HTML for the page, `embed`, too.
#[utoipa::path(
    get,
    path = paths::CHECKOUT,
    operation_id = "showCheckout",
    tag = BUYER,
    security((), ("merchantKey" = [])),
    params(("id" = schema::CheckoutId, Path, description = "The checkout.")),
    responses((status = 200, description = "The checkout and its latest payment.", body = CheckoutView), Problems),
)]
pub async fn handle(
    State(app): AppState,
    CallerAddress(ip): CallerAddress,
    PathText(id): PathText,
    MovedHeaders(headers): MovedHeaders,
) -> Result<Response, ApiError> {
    if headers.contains_key(header::AUTHORIZATION) {
        let site = auth::merchant(&app, ip, &headers)?;
        let not_found = || ApiError::new(ProblemCode::NotFound);
        let id = CheckoutId::parse(&id).ok_or_else(not_found)?;
        let checkout = app.store.checkout_of_site(&site.name, &id).await?.ok_or_else(not_found)?;
        let mut view = seen(&app, &checkout, site).await?;
        view.embed = Some(embed::html(&app, site, &view));
        return Ok(answer(view));
    }
    let standings = app.rates.read(ip)?;
    match read(&app, &id, &headers).await {
        Ok(view) => {
            let mut response = answer(view);
            standings.write(response.headers_mut());
            Ok(response)
        }
        Err(problem) => Err(problem.standing(standings)),
    }
}

fn answer(view: CheckoutView) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Json(view)).into_response()
}

/// A checkout as its page may see it.
///
/// # Errors
/// `not_found`, `origin_not_allowed`, `store_unavailable`.
pub async fn read(app: &App, id: &str, headers: &HeaderMap) -> Result<CheckoutView, ApiError> {
    let (checkout, site) = cors::checkout(app, id, headers).await?;
    seen(app, &checkout, site).await
}

async fn seen(app: &App, checkout: &Checkout, site: &SiteConfig) -> Result<CheckoutView, ApiError> {
    let payment = app.store.latest_payment(&checkout.id).await?;
    Ok(view::checkout(checkout, payment.as_ref(), site, app.clock.now()))
}
