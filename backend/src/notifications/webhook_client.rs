//! One signed message over HTTP (Standard Webhooks: `webhook-id`, `webhook-timestamp`,
//! `webhook-signature`). No redirects; public addresses only.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use reqwest::Client;
use reqwest::redirect::Policy;
use secrecy::{ExposeSecret, SecretString};
use standardwebhooks::Webhook;
use url::{Host, Url};

use super::address::{GuardedResolver, Lookup, NotPublic, PublicOnly, system_lookup};

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

    /// Posts a message, signed with each secret. Returns the HTTP status of success.
    ///
    /// # Errors
    /// Why it was not taken.
    pub async fn signed(
        &self,
        url: &Url,
        secrets: &[SecretString],
        id: &str,
        at: Timestamp,
        body: String,
    ) -> Result<u16, PostError> {
        let signatures = secrets
            .iter()
            .map(|secret| {
                Webhook::new(secret.expose_secret())
                    .and_then(|webhook| webhook.sign(id, at.as_second(), body.as_bytes()))
                    .map_err(|_| PostError::Secret)
            })
            .collect::<Result<Vec<_>, _>>()?
            .join(" ");
        let headers = [
            ("webhook-id", id.to_owned()),
            ("webhook-timestamp", at.as_second().to_string()),
            ("webhook-signature", signatures),
        ];
        self.send(url, &headers, body).await
    }

    /// Posts a message with these headers.
    ///
    /// # Errors
    /// Why it was not taken.
    pub async fn send(
        &self,
        url: &Url,
        headers: &[(&'static str, String)],
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
        let mut request =
            self.client.post(url.clone()).header("content-type", "application/json").body(body);
        for (name, value) in headers {
            request = request.header(*name, value);
        }
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
