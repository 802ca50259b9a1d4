//! A merchant's server that takes every notification and counts them at `/count`.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::routing::{get, post};

pub(super) fn routes() -> Router {
    let taken = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&taken);
    Router::new()
        .route(
            "/hook",
            post(async move |_: Bytes| {
                taken.fetch_add(1, Ordering::Relaxed);
                StatusCode::NO_CONTENT
            }),
        )
        .route("/count", get(async move || count.load(Ordering::Relaxed).to_string()))
}
