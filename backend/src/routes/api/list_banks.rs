//! `GET /v1/banks?site=` (or `?checkout=`): the banks that can be paid from.

use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use pse_shared::{FieldCode, FieldError, ProblemCode};
use serde::Deserialize;

use crate::banks::list::Served;
use crate::config::SiteConfig;
use crate::routes::http::problem::Problem;
use crate::routes::http::state::{App, Shared};

/// Whose banks; the first configured site's when nothing is said.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Whose {
    site: Option<String>,
    checkout: Option<String>,
}

/// Lists the banks.
pub async fn handle(
    State(app): Shared,
    whose: Result<Query<Whose>, axum::extract::rejection::QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Query(whose) = whose.map_err(|_| Problem::new(ProblemCode::InvalidQuery))?;
    let site = site(&app, &whose).await?;
    let served = app.banks.list(&site.name).await.map_err(|none| {
        Problem::new(ProblemCode::BankListUnavailable).retry_after(none.retry_after)
    })?;
    Ok(answer(&served, &headers, served.max_age(app.clock.now())))
}

async fn site<'a>(app: &'a App, whose: &Whose) -> Result<&'a SiteConfig, Problem> {
    match (&whose.site, &whose.checkout) {
        (None, None) => Ok(app.config.sites.first()),
        (Some(name), _) => {
            app.config.sites.get(name).ok_or_else(|| {
                Problem::invalid(vec![FieldError::new("site", FieldCode::NotAllowed)])
            })
        }
        (None, Some(id)) => app.checkout(id).await.map(|(_, site)| site),
    }
}

fn answer(served: &Served, headers: &HeaderMap, max_age: i64) -> Response {
    let fresh = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|tag| served.etag == tag || tag == "*");
    let mut response = if fresh {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let json = HeaderValue::from_static("application/json");
        ([(header::CONTENT_TYPE, json)], served.json.clone()).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::ETAG, served.etag.clone());
    if let Ok(cache) = HeaderValue::from_str(&format!("public, max-age={max_age}")) {
        headers.insert(header::CACHE_CONTROL, cache);
    }
    response
}
