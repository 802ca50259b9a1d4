//! `GET /openapi.json`: every call of this service, for programs.

use std::sync::LazyLock;

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};
use sha2::{Digest, Sha256};

use crate::pages::reference::document::TEXT;
use crate::routes::pay::assets::is_known;

static ETAG: LazyLock<String> = LazyLock::new(|| {
    let hash = Sha256::digest(TEXT);
    format!("\"{}\"", data_encoding::HEXLOWER.encode(hash.get(..12).unwrap_or(&hash)))
});

/// The document; any page may read it.
pub async fn handle(headers: HeaderMap) -> Response {
    let kept = [
        (header::ETAG, ETAG.as_str()),
        (header::CACHE_CONTROL, "public, max-age=300"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    ];
    if is_known(&headers, &ETAG) {
        return (StatusCode::NOT_MODIFIED, kept).into_response();
    }
    (kept, [(header::CONTENT_TYPE, "application/json")], TEXT).into_response()
}
