//! `GET /docs`: the same as `/openapi.json`, for people.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use secrecy::ExposeSecret;

use crate::pages::answer::{Policy, page};
use crate::pages::reference::curl::Caller;
use crate::pages::reference::document;
use crate::pages::reference::page::ReferencePage;
use crate::routes::http::problem::Problem;
use crate::routes::http::state::{App, Shared};

/// Shows the reference.
pub async fn handle(State(app): Shared) -> Result<Response, Problem> {
    let document = document::read().map_err(|error| Problem::internal(error))?;
    let caller = Caller { base: &app.public_url, key: key(&app) };
    Ok(page(StatusCode::OK, &ReferencePage::new(document, caller), Policy::Read))
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
