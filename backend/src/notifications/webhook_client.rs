//! One signed message over HTTP (Standard Webhooks: `webhook-id`, `webhook-timestamp`,
//! `webhook-signature`). No redirects; public addresses only.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderName, HeaderValue, header};
use jiff::Timestamp;
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder};
use url::{Host, Url};

use super::address::{GuardedResolver, Lookup, NotPublic, PublicOnly, system_lookup};
use super::endpoint::Endpoint;

/// The time-out of a webhook request.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// Why posting a webhook message failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PostError {
    /// The address is not a public one.
    #[error("the address is not a public one")]
    NotPublic,
    /// A webhook secret is malformed and cannot sign.
    #[error("a webhook secret cannot sign")]
    Secret,
    /// The server answered with this HTTP status, which is not a success.
    #[error("HTTP status {0}")]
    Status(u16),
    /// The server did not answer, for this reason.
    #[error("{0}")]
    NoAnswer(&'static str),
}

impl PostError {
    /// The error's name in metrics.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::NotPublic | Self::Secret => "not_sent",
            Self::Status(_) => "refused",
            Self::NoAnswer(_) => "unanswered",
        }
    }

    /// The HTTP status of the server's answer; `None` when there was none.
    #[must_use]
    pub const fn status(&self) -> Option<u16> {
        match self {
            Self::Status(status) => Some(*status),
            Self::NotPublic | Self::Secret | Self::NoAnswer(_) => None,
        }
    }
}

/// Posts webhook messages over HTTP, signed by Standard Webhooks.
#[derive(Debug, Clone)]
pub struct WebhookClient {
    client: Client,
    rule: PublicOnly,
}

impl WebhookClient {
    /// Makes a client that posts to public addresses only; with `loopback` also to this machine. Where nothing is `secure`,
    /// no certificate authority is read.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn new(loopback: bool, secure: bool) -> Result<Self, reqwest::Error> {
        Self::resolving(loopback, secure, system_lookup())
    }

    /// Makes a client that finds the addresses of host names in its own way.
    pub(super) fn resolving(
        loopback: bool,
        secure: bool,
        lookup: Lookup,
    ) -> Result<Self, reqwest::Error> {
        let rule = PublicOnly { loopback };
        let mut builder = Client::builder()
            .no_proxy()
            .redirect(Policy::none())
            .timeout(PATIENCE)
            .dns_resolver(Arc::new(GuardedResolver { rule, lookup }))
            .user_agent(concat!("pse-checkout/", env!("CARGO_PKG_VERSION")));
        if !secure {
            builder = builder.tls_certs_only([]);
        }
        Ok(Self { client: builder.build()?, rule })
    }

    /// Posts a message, signed with each of the site's secrets. Returns the HTTP status of success.
    pub(super) async fn signed(
        &self,
        endpoint: &Endpoint,
        id: &str,
        at: Timestamp,
        body: String,
    ) -> Result<u16, PostError> {
        let at = at.as_second().to_string();
        let signatures = endpoint.sign(id, &at, &body).ok_or(PostError::Secret)?;
        let request = self
            .client
            .post(endpoint.url.clone())
            .header(const { HeaderName::from_static("webhook-id") }, id)
            .header(const { HeaderName::from_static("webhook-timestamp") }, at)
            .header(const { HeaderName::from_static("webhook-signature") }, signatures);
        self.send(&endpoint.url, request, body).await
    }

    /// Posts a message that nobody signs. Returns the HTTP status of success.
    ///
    /// # Errors
    /// Why it was not taken.
    pub async fn unsigned(&self, url: &Url, body: String) -> Result<u16, PostError> {
        self.send(url, self.client.post(url.clone()), body).await
    }

    async fn send(
        &self,
        url: &Url,
        request: RequestBuilder,
        body: String,
    ) -> Result<u16, PostError> {
        // A literal address is not resolved, so it is checked here.
        let literal = match url.host() {
            Some(Host::Ipv4(ip)) => Some(ip.into()),
            Some(Host::Ipv6(ip)) => Some(ip.into()),
            Some(Host::Domain(_)) | None => None,
        };
        if literal.is_some_and(|ip| !self.rule.allows(ip)) {
            return Err(PostError::NotPublic);
        }
        let json = HeaderValue::from_static("application/json");
        let request = request.header(header::CONTENT_TYPE, json).body(body);
        let answer = request.send().await.map_err(|error| {
            if leads_nowhere_public(&error) {
                return PostError::NotPublic;
            }
            // The error's own text names the address, which may hold a token.
            PostError::NoAnswer(if error.is_timeout() {
                "time-out"
            } else if error.is_connect() {
                "cannot connect"
            } else {
                "no answer"
            })
        })?;
        if answer.status().is_success() {
            Ok(answer.status().as_u16())
        } else {
            Err(PostError::Status(answer.status().as_u16()))
        }
    }
}

/// Whether a request failed because its name resolved to no public address.
fn leads_nowhere_public(error: &reqwest::Error) -> bool {
    std::iter::successors(error.source(), |&error| error.source())
        .any(|cause| cause.is::<NotPublic>())
}
