//! `GET /openapi.json`: every call of this service, for programs.

use pse_shared::paths;
use std::sync::Arc;

use axum::Extension;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};

use super::served_description::ServedDescription;
use crate::routes::description::groups::FILES;
use crate::routes::pay::assets::is_known;

/// This document
///
/// OpenAPI 3.1, for programs.
#[utoipa::path(
    get,
    path = paths::OPENAPI,
    operation_id = "openapi",
    tag = FILES,
    responses((status = 200, description = "The document.", body = Object, content_type = "application/json"), (status = 304, description = "It has not changed.")),
)]
pub async fn handle(
    Extension(served): Extension<Arc<ServedDescription>>,
    headers: HeaderMap,
) -> Response {
    let kept = [
        (header::ETAG, served.etag.as_str()),
        (header::CACHE_CONTROL, "public, max-age=300"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    ];
    if is_known(&headers, &served.etag) {
        return (StatusCode::NOT_MODIFIED, kept).into_response();
    }
    (kept, [(header::CONTENT_TYPE, "application/json")], served.json.clone()).into_response()
}
