//! `GET /openapi.json`: every call of this service, for programs.

use pse_shared::paths;

use axum::Extension;
use axum::response::Response;
use http::HeaderMap;

use super::served_description::Served;
use crate::routes::description::groups::FILES;

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
pub async fn handle(Extension(served): Extension<Served>, headers: HeaderMap) -> Response {
    served.json.answer(&headers)
}
