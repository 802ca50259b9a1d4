//! The routes of both endpoints: their WSDL, and calls.

use std::sync::Arc;

use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit, RawQuery, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::header::CONTENT_TYPE;
use pse_placetopay::{DecodeError, Reply, limits, wsdl};

use super::Endpoint;
use super::receive::{receive, send};
use crate::sandbox::Sandbox;

/// Both endpoints, with and without slash. `SOAPAction` and `Content-Type` are not looked
/// at, as the real service does not.
pub(crate) fn routes() -> Router<Arc<Sandbox>> {
    let mut router = Router::new();
    for endpoint in Endpoint::ALL {
        let methods = || {
            get(move |State(sandbox): State<Arc<Sandbox>>, RawQuery(query): RawQuery| async move {
                describe(endpoint, &sandbox, query.as_deref())
            })
            .post(move |State(sandbox), ConnectInfo(peer), body| async move {
                receive(endpoint, sandbox, peer, body).await
            })
        };
        router = router
            .route(endpoint.path(), methods())
            .route(&format!("{}/", endpoint.path()), methods());
    }
    // More than the codec takes, so that it is the codec that refuses, in SOAP.
    router.layer(DefaultBodyLimit::max(8 * limits::MAX_BYTES))
}

/// `GET ?wsdl` gives the WSDL; any other GET is a call without a body, as PHP has it.
fn describe(endpoint: Endpoint, sandbox: &Sandbox, query: Option<&str>) -> Response {
    if query.is_some_and(|query| query.eq_ignore_ascii_case("wsdl")) {
        let location = endpoint.location(&sandbox.config.public_url);
        let document = wsdl(&endpoint.namespace(), &location);
        return ([(CONTENT_TYPE, pse_placetopay::CONTENT_TYPE)], document).into_response();
    }
    send(endpoint, &Reply::Fault(DecodeError::NotXml.fault()))
}
