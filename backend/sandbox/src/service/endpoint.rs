//! The service's two addresses: the unversioned one and version 1.1, each with a namespace
//! and a WSDL of its own.

use std::sync::Arc;

use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit, RawQuery, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::header::CONTENT_TYPE;
use pse_placetopay::{DecodeError, Namespace, Reply, limits, wsdl};
use url::Url;

use super::receive::{receive, send};
use crate::sandbox::Sandbox;

/// One of the service's addresses.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Endpoint {
    Unversioned,
    V11,
}

impl Endpoint {
    /// Both.
    pub(crate) const ALL: [Self; 2] = [Self::Unversioned, Self::V11];

    /// Its path; the same with a slash at the end works too.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Self::Unversioned => "/soap/pse",
            Self::V11 => "/soap/pse/v11",
        }
    }

    /// The namespace of its WSDL and of its answers.
    pub(crate) const fn namespace(self) -> Namespace {
        match self {
            Self::Unversioned => Namespace::UNVERSIONED,
            Self::V11 => Namespace::V11,
        }
    }

    /// Its address, slash at the end.
    pub(crate) fn location(self, public_url: &Url) -> String {
        let origin = public_url.as_str().trim_end_matches('/');
        format!("{origin}{}/", self.path())
    }
}

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
