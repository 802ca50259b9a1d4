//! The buyer's browser: where it calls from and what it calls itself.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts};
use http::{HeaderMap, header, request::Parts};

use super::problem::Problem;
use super::state::App;
use crate::net::client_ip::client_ip;
use crate::provider::request::Browser;
use pse_shared::ProblemCode;

/// The buyer's real address.
///
/// # Errors
/// `internal` when the server was started without peers' addresses.
pub fn address(app: &App, parts: &Parts) -> Result<IpAddr, Problem> {
    let peer = parts
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .ok_or_else(|| Problem::new(ProblemCode::Internal))?;
    Ok(client_ip(peer.0.ip(), &parts.headers, &app.config.server.trusted_proxies))
}

fn user_agent(headers: &HeaderMap) -> String {
    headers
        .get(header::USER_AGENT)
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
        .unwrap_or_default()
}

impl FromRequestParts<Arc<App>> for Browser {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        Ok(Self { ip: address(app, parts)?, user_agent: user_agent(&parts.headers) })
    }
}
