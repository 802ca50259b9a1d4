//! Who calls: the IP address, and of a buyer's browser its `User-Agent`.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use http::{HeaderMap, header, request::Parts};

use super::api_error::ApiError;
use super::client_ip::client_ip;
use super::state::App;
use pse_core::model::Visitor;
use pse_shared::ProblemCode;

/// Finds the buyer's address, behind the trusted proxies.
///
/// # Errors
/// `internal` when the server was started without peers' addresses.
pub fn address(app: &App, parts: &Parts) -> Result<IpAddr, ApiError> {
    let peer = parts
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .ok_or_else(|| ApiError::new(ProblemCode::Internal))?;
    Ok(client_ip(peer.0.ip(), &parts.headers, &app.config.server.trusted_proxies))
}

fn user_agent(headers: &HeaderMap) -> String {
    headers
        .get(header::USER_AGENT)
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
        .unwrap_or_default()
}

/// The extractor of the address that a call comes from, behind the trusted proxies.
#[derive(Debug, Clone, Copy)]
pub struct CallerAddress(pub IpAddr);

impl FromRequestParts<Arc<App>> for CallerAddress {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        address(app, parts).map(Self)
    }
}

/// The extractor of the buyer's browser: its address and its `User-Agent`.
#[derive(Debug, Clone)]
pub struct BuyerVisitor(pub Visitor);

impl FromRequestParts<Arc<App>> for BuyerVisitor {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        let (ip, user_agent) = (address(app, parts)?, user_agent(&parts.headers));
        Ok(Self(Visitor { ip, user_agent }))
    }
}
