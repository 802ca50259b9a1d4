//! Where the service is, how long to wait for it at most, and the connection pool that
//! follows from both.

use std::time::Duration;

use reqwest::redirect;
use rustls::crypto::CryptoProvider;
use thiserror::Error;
use url::Url;

use crate::Namespace;

/// A connection idle for longer is not used again: web servers close theirs after five seconds
/// or more, and one closed just as a call is written leaves that call without an answer.
const POOL_IDLE: Duration = Duration::from_secs(4);

/// Where the service is and how long to wait for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientConfig {
    /// The service's address, `http` or `https`.
    pub endpoint: Url,
    /// Its target namespace, which depends on the address.
    pub namespace: Namespace,
    /// The longest a connection may take to be made: name resolution, TCP and TLS.
    pub connect_timeout: Duration,
    /// The longest a creation may take in all, from first to last byte.
    pub create_timeout: Duration,
    /// The longest a bank list or a transaction's information may take in all.
    pub question_timeout: Duration,
}

impl ClientConfig {
    /// The settings for a service, with 3 seconds to connect, 20 to create and 10 for a question.
    #[must_use]
    pub const fn new(endpoint: Url, namespace: Namespace) -> Self {
        Self {
            endpoint,
            namespace,
            connect_timeout: Duration::from_secs(3),
            create_timeout: Duration::from_secs(20),
            question_timeout: Duration::from_secs(10),
        }
    }
}

/// Why there can be no client.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ClientError {
    /// The endpoint is not an address of `http` or `https` with a host.
    #[error("the endpoint must be an http or https URL")]
    Endpoint,
    /// The process has installed no cryptography (`rustls::crypto::CryptoProvider`).
    #[error("no cryptography provider is installed for TLS")]
    NoCryptoProvider,
    /// TLS cannot be set up, as when the machine has no certificate authorities.
    #[error("cannot set up the HTTP client: {0}")]
    Tls(String),
}

/// The connection pool of a client.
pub(super) fn connections(config: &ClientConfig) -> Result<reqwest::Client, ClientError> {
    let secure = match config.endpoint.scheme() {
        "https" => true,
        "http" => false,
        _ => return Err(ClientError::Endpoint),
    };
    if !config.endpoint.has_host() {
        return Err(ClientError::Endpoint);
    }
    // Without one, building the pool would panic.
    if CryptoProvider::get_default().is_none() {
        return Err(ClientError::NoCryptoProvider);
    }
    let shortest = config.create_timeout.min(config.question_timeout);
    let mut builder = reqwest::Client::builder()
        .user_agent(concat!("pse-checkout/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(config.connect_timeout.min(shortest))
        .pool_idle_timeout(POOL_IDLE)
        // A call goes where the configuration says, once, and nowhere else.
        .redirect(redirect::Policy::none())
        .retry(reqwest::retry::never())
        .no_proxy()
        .referer(false)
        .http1_only()
        // What arrives is what is measured against the size limit.
        .no_gzip()
        .no_brotli()
        .no_deflate()
        .no_zstd();
    if !secure {
        // No authority is needed, so a machine without any will do.
        builder = builder.tls_certs_only([]);
    }
    builder.build().map_err(|error| ClientError::Tls(super::error::in_words(error)))
}
