//! `GET /v1/banks?site=` (or `?checkout=`): the banks that can be paid from.

use axum::extract::{Query, State};
use axum::response::Response;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use pse_shared::api::{BankList, schema};
use pse_shared::{FieldCode, FieldError, ProblemCode, paths};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::config::SiteConfig;
use crate::content::kept::Compressed;
use crate::routes::description::groups::BUYER;
use crate::routes::description::parameters::IfNoneMatch;
use crate::routes::description::problems::problems;
use crate::routes::http::api_error::ApiError;
use crate::routes::http::cors;
use crate::routes::http::moved_headers::MovedHeaders;
use crate::routes::http::state::{App, AppState};
use crate::routes::http::visitor::CallerAddress;
use pse_core::banks::list::ServedBankList;
use pse_core::model::CheckoutId;

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
    /// Whose banks, by one of the site's checkouts; not beside `site`.
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
    responses((status = 200, description = "The banks.", body = BankList, headers(("ETag" = String, description = "Names this list."), ("Cache-Control" = String, description = "How long it may be kept."), ("Content-Encoding" = String, description = "`br` or `gzip`, where the client takes it."))), (status = 304, description = "The list named by `If-None-Match` is still the one."), Problems),
)]
pub async fn handle(
    State(app): AppState,
    CallerAddress(ip): CallerAddress,
    query: Result<Query<BankListQuery>, axum::extract::rejection::QueryRejection>,
    MovedHeaders(headers): MovedHeaders,
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
        (Some(_), Some(_)) => {
            // Which of them would be meant, nobody could tell.
            Err(ApiError::invalid(vec![FieldError::new("site", FieldCode::NotAllowed)]))
        }
        (Some(name), None) => {
            app.config.sites.get(name).ok_or_else(|| {
                ApiError::invalid(vec![FieldError::new("site", FieldCode::NotAllowed)])
            })
        }
        (None, Some(id)) if CheckoutId::parse(id).is_none() => {
            Err(ApiError::invalid(vec![FieldError::new("checkout", FieldCode::Pattern)]))
        }
        (None, Some(id)) => {
            let (_, site) = cors::checkout(app, id, headers).await?;
            Ok(site)
        }
    }
}

fn answer(served: &ServedBankList, headers: &HeaderMap, max_age: i64) -> Response {
    let compressed = Compressed { brotli: &served.brotli, gzip: &served.gzip };
    let mut response = compressed.answer(&served.json, &served.hash, headers);
    let is_sent = response.status() == StatusCode::OK;
    let headers = response.headers_mut();
    if is_sent {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(cache) = HeaderValue::from_str(&format!("public, max-age={max_age}")) {
        headers.insert(header::CACHE_CONTROL, cache);
    }
    response
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;
    use jiff::Timestamp;
    use pse_shared::api::Bank;

    use super::*;
    use crate::test_support::test_app::TestApp;

    fn banks() -> ServedBankList {
        let banks = (1000..1060).map(|code| Bank {
            code: code.to_string(),
            name: format!("Banco de la prueba número {code}"),
        });
        ServedBankList::new(banks.collect(), Timestamp::UNIX_EPOCH, false).unwrap()
    }

    fn asked(accepted: &'static str, tag: Option<&HeaderValue>) -> HeaderMap {
        let accepted = (header::ACCEPT_ENCODING, HeaderValue::from_static(accepted));
        let tag = tag.map(|tag| (header::IF_NONE_MATCH, tag.clone()));
        [accepted].into_iter().chain(tag).collect()
    }

    #[tokio::test]
    async fn the_list_travels_compressed_and_each_encoding_has_a_tag_of_its_own() {
        let served = banks();
        let mut tags = Vec::new();
        for (accepted, encoding) in [
            ("identity", None),
            ("gzip", Some("gzip")),
            ("gzip, deflate, br, zstd", Some("br")),
            ("br;q=0, gzip;q=0.1", Some("gzip")),
        ] {
            let answer = answer(&served, &asked(accepted, None), 60);
            let said = answer.headers().get(header::CONTENT_ENCODING);
            assert_eq!(said.map(|name| name.to_str().unwrap()), encoding, "{accepted}");
            assert_eq!(answer.headers()[header::VARY], "accept-encoding");
            let tag = answer.headers()[header::ETAG].clone();
            tags.push(tag.clone());
            let sent = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
            let mut read = Vec::new();
            match encoding {
                Some("br") => brotli::BrotliDecompress(&mut &*sent, &mut read).unwrap(),
                Some(_) => {
                    std::io::Read::read_to_end(
                        &mut flate2::read::GzDecoder::new(&*sent),
                        &mut read,
                    )
                    .unwrap();
                }
                None => read = sent.to_vec(),
            }
            assert_eq!(read, served.json, "{accepted}");
            let again = super::answer(&served, &asked(accepted, Some(&tag)), 60);
            assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{accepted}");
            assert_eq!(again.headers()[header::ETAG], tag, "{accepted}");
        }
        assert_eq!(tags[1], tags[3]);
        tags.pop();
        tags.dedup();
        assert_eq!(tags.len(), 3, "{tags:?}");
    }

    #[tokio::test]
    async fn whose_banks_is_said_once_and_in_its_form() {
        let app = TestApp::with_banks().await;
        let id = app.checkout("A1").await.id;
        assert_eq!(app.get(&paths::checkout_banks(id.as_str())).await.status, 200);
        let unknown = paths::checkout_banks(&format!("chk_{}", "a".repeat(32)));
        assert_eq!(app.get(&unknown).await.status, 404);
        for (query, field) in [
            (format!("site=demo&checkout={id}"), "site"),
            ("site=nada".to_owned(), "site"),
            ("checkout=chk_nada".to_owned(), "checkout"),
            (format!("checkout={id}%20"), "checkout"),
            ("checkout=../../metrics".to_owned(), "checkout"),
            (format!("checkout={}", "a".repeat(4_000)), "checkout"),
            ("checkout=".to_owned(), "checkout"),
        ] {
            let answer = app.get(&format!("{}?{query}", paths::BANKS)).await;
            assert_eq!(answer.status, 422, "{query}");
            let named = format!("\"field\":\"{field}\"");
            assert!(answer.text.contains(&named), "{query}: {}", answer.text);
        }
        for query in ["nada=1", "checkout=a&checkout=b"] {
            assert_eq!(app.get(&format!("{}?{query}", paths::BANKS)).await.status, 400, "{query}");
        }
    }
}
