//! The style sheet and the icon, compiled in.

use axum::response::IntoResponse;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};

const FOR_AN_HOUR: &str = "max-age=3600";

pub(super) async fn style() -> impl IntoResponse {
    let headers = [(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, FOR_AN_HOUR)];
    (headers, include_str!("../../static/style.css"))
}

pub(super) async fn icon() -> impl IntoResponse {
    let headers = [(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, FOR_AN_HOUR)];
    (headers, include_str!("../../static/icon.svg"))
}
