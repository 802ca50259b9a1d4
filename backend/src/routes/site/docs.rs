//! `GET /docs`: the same as `/openapi.json`, for people.

use pse_shared::paths;
use std::sync::Arc;

use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;
use secrecy::ExposeSecret;

use super::served_description::ServedDescription;
use crate::pages::answer::kept_page;
use crate::pages::reference::curl::Caller;
use crate::pages::reference::page::ReferencePage;
use crate::routes::description::groups::FILES;
use crate::routes::http::state::{App, AppState};

/// This document, to be read
///
/// For people; needs no script.
#[utoipa::path(
    get,
    path = paths::DOCS,
    operation_id = "docs",
    tag = FILES,
    responses((status = 200, description = "The page.", body = String, content_type = "text/html"), (status = 304, description = "It has not changed.")),
)]
pub async fn handle(
    State(app): AppState,
    Extension(served): Extension<Arc<ServedDescription>>,
    headers: HeaderMap,
) -> Response {
    let caller = Caller { base: &app.public_url, key: key(&app) };
    kept_page(&served.pages, paths::DOCS, &headers, || ReferencePage::new(&served.document, caller))
}

/// The demo shop's key, which is no secret; else a name for the merchant's own.
fn key(app: &App) -> &str {
    app.config
        .demo
        .as_ref()
        .and_then(|site| app.config.sites.get(site.as_str()))
        .and_then(|site| site.api_keys.first())
        .map_or("$PSE_API_KEY", |key| key.expose_secret())
}
