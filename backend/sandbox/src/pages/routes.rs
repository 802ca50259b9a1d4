//! The pages' paths, and the headers every one of them is sent with.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use http::HeaderValue;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use tower::ServiceBuilder;
use tower_http::set_header::SetResponseHeaderLayer;

use super::{assets, bank, mailbox, network, notice, pse, registration, start};
use crate::sandbox::Sandbox;

/// Nothing but our own style and images. A form may end anywhere on the web: its answer is
/// a redirect to the merchant, and Chromium holds redirects to `form-action` too.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' http: https:; base-uri 'none'; frame-ancestors 'none'";
/// The largest form, in bytes: a few short fields.
const LARGEST_FORM: usize = 16 * 1024;

/// The routes of all pages.
pub(crate) fn routes() -> Router<Arc<Sandbox>> {
    let always = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
    };
    let headers = ServiceBuilder::new()
        .layer(always(CONTENT_SECURITY_POLICY, POLICY))
        .layer(always(X_FRAME_OPTIONS, "DENY"))
        .layer(always(X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(always(REFERRER_POLICY, "no-referrer"))
        .layer(always(CACHE_CONTROL, "no-store"));
    Router::new()
        .route("/", get(start::show))
        .route("/pse/inicio", get(pse::show).post(pse::submit))
        .route("/pse/registro", get(registration::open))
        .route("/pse/registro/{token}", get(registration::show).post(registration::submit))
        .route("/pse/terminos", get(registration::terms))
        .route("/banco/{code}/{visit}", get(bank::show).post(bank::submit))
        .route("/banco/{code}/{visit}/recibo", get(network::print))
        .route(
            "/banco/{code}/{visit}/{forgotten}",
            get(network::show_forgotten).post(network::submit_forgotten),
        )
        .route("/correo", get(mailbox::show))
        .route("/estilo.css", get(assets::style))
        .route("/icono.svg", get(assets::icon))
        .fallback(notice::no_such_page)
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(headers)
}
