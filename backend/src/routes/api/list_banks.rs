//! `GET /v1/banks?site=` (or `?checkout=`): the banks that can be paid from.

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use pse_shared::api::{BankList, schema};
use pse_shared::{FieldCode, FieldError, ProblemCode, paths};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::config::SiteConfig;
use crate::content::kept::is_known;
use crate::routes::description::groups::BUYER;
use crate::routes::description::parameters::IfNoneMatch;
use crate::routes::description::problems::problems;
use crate::routes::http::api_error::ApiError;
use crate::routes::http::cors;
use crate::routes::http::state::{App, AppState};
use crate::routes::http::visitor::CallerAddress;
use pse_core::banks::list::ServedBankList;

problems!(
    InvalidQuery,
    OriginNotAllowed,
    NotFound,
    ValidationFailed,
    RateLimited,
    BankListUnavailable,
    StoreUnavailable
);

/// Whose banks; the first configured site's when nothing is said.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct BankListQuery {
    /// Whose banks, by the site's name; the first configured site's when nothing is said.
    site: Option<String>,
    /// Whose banks, by one of the site's checkouts.
    #[param(value_type = Option<schema::CheckoutId>)]
    checkout: Option<String>,
}

/// List the banks
///
/// The provider is asked at most once per day (of Bogotá) and site; everybody gets that list. It can be kept until the day
/// ends (`ETag`, `Cache-Control`). The provider's own hint (code 0) is not in it.
#[utoipa::path(
    get,
    path = paths::BANKS,
    operation_id = "listBanks",
    tag = BUYER,
    params(BankListQuery, IfNoneMatch),
    responses((status = 200, description = "The banks.", body = BankList, headers(("ETag" = String, description = "Names this list."), ("Cache-Control" = String, description = "How long it may be kept."))), (status = 304, description = "The list named by `If-None-Match` is still the one."), Problems),
)]
pub async fn handle(
    State(app): AppState,
    CallerAddress(ip): CallerAddress,
    query: Result<Query<BankListQuery>, axum::extract::rejection::QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let Query(query) = query.map_err(|_| ApiError::new(ProblemCode::InvalidQuery))?;
    if query.checkout.is_some() {
        // Whoever looks for a checkout is counted; how that limit stands is nothing for a cache to keep.
        app.rates.read(ip)?;
    }
    let site = site(&app, &query, &headers).await?;
    let served = app.banks.list(&site.name).await.map_err(|none| {
        ApiError::new(ProblemCode::BankListUnavailable).retry_after(none.retry_after)
    })?;
    Ok(answer(&served, &headers, served.max_age(app.clock.now())))
}

async fn site<'a>(
    app: &'a App,
    query: &BankListQuery,
    headers: &HeaderMap,
) -> Result<&'a SiteConfig, ApiError> {
    match (&query.site, &query.checkout) {
        (None, None) => Ok(app.config.sites.first()),
        (Some(name), _) => {
            app.config.sites.get(name).ok_or_else(|| {
                ApiError::invalid(vec![FieldError::new("site", FieldCode::NotAllowed)])
            })
        }
        (None, Some(id)) => {
            let (_, site) = app.checkout(id).await?;
            cors::check(app, site, headers)?;
            Ok(site)
        }
    }
}

fn answer(served: &ServedBankList, headers: &HeaderMap, max_age: i64) -> Response {
    let mut response = if is_known(headers, &served.etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let json = HeaderValue::from_static("application/json");
        ([(header::CONTENT_TYPE, json)], served.json.clone()).into_response()
    };
    let headers = response.headers_mut();
    if let Ok(etag) = HeaderValue::from_str(&served.etag) {
        headers.insert(header::ETAG, etag);
    }
    if let Ok(cache) = HeaderValue::from_str(&format!("public, max-age={max_age}")) {
        headers.insert(header::CACHE_CONTROL, cache);
    }
    response
}
