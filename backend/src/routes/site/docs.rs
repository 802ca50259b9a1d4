//! `GET /docs`: the same as `/openapi.json`, for people.

use pse_shared::paths;

use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use http::HeaderMap;

use super::served_description::Served;
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
    Extension(served): Extension<Served>,
    headers: HeaderMap,
) -> Response {
    let caller = Caller { base: &app.public_url, key: key(&app) };
    kept_page(&served.pages, paths::DOCS, &headers, || ReferencePage::new(&served.document, caller))
}

/// The demo shop's own key, which everybody knows; else a name for the merchant's, also where an operator gave the demo
/// another key.
fn key(app: &App) -> &str {
    app.config.published_key().unwrap_or("$PSE_API_KEY")
}
