//! `GET /assets/{file}`: the pages' style sheets and icon.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use pse_shared::{ProblemCode, paths};

use crate::pages::assets;
use crate::routes::description::groups::FILES;
use crate::routes::description::problems::problems;
use crate::routes::http::api_error::ApiError;
use crate::routes::http::path_text::PathText;

problems!(NotFound);

/// These files keep their names when they change, so browsers ask again after five minutes.
const ASKED_AGAIN: &str = "public, max-age=300";

/// The pages' files
///
/// Style sheets and icon of the service's own pages.
#[utoipa::path(
    get,
    path = paths::ASSET,
    operation_id = "asset",
    tag = FILES,
    params(("file" = String, Path, description = "The file's name.")),
    responses((status = 200, description = "The file.", body = String, content_type = "text/css"), (status = 304, description = "It has not changed."), Problems),
)]
pub async fn handle(PathText(name): PathText, headers: HeaderMap) -> Result<Response, ApiError> {
    let asset = assets::find(&name).ok_or_else(|| ApiError::new(ProblemCode::NotFound))?;
    let kept = [(header::ETAG, asset.etag.as_str()), (header::CACHE_CONTROL, ASKED_AGAIN)];
    if is_known(&headers, &asset.etag) {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    Ok((kept, [(header::CONTENT_TYPE, asset.kind)], asset.text).into_response())
}

/// Whether `If-None-Match` says that the client has the file already.
#[must_use]
pub fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|tag| tag.trim().trim_start_matches("W/") == etag || tag.trim() == "*")
}
