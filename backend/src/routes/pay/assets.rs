//! `GET /assets/{file}`: the pages' style sheets and icon.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use pse_shared::ProblemCode;

use crate::pages::assets;
use crate::routes::http::problem::Problem;

/// Stable names are asked about again.
const ASKED_AGAIN: &str = "public, max-age=300";

/// Answers a file, or that it has not changed.
pub async fn handle(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let asset = assets::find(&name).ok_or_else(|| Problem::new(ProblemCode::NotFound))?;
    let kept = [(header::ETAG, asset.etag.as_str()), (header::CACHE_CONTROL, ASKED_AGAIN)];
    if is_known(&headers, &asset.etag) {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    Ok((kept, [(header::CONTENT_TYPE, asset.kind)], asset.text).into_response())
}

/// Whether whoever asks has it already.
#[must_use]
pub fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|tag| tag.trim().trim_start_matches("W/") == etag || tag.trim() == "*")
}
