//! What a provider is made from: a kind, an address, times, and each site's credentials.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use pse_core::alerts::Alerts;
use pse_core::model::{ProviderName, SiteName};
use pse_core::net::HostPattern;
use pse_core::ports::provider::{Abilities, Provider};
use pse_core::time::Clock;
use secrecy::SecretString;
use url::Url;

/// A kind of provider: a protocol that this program speaks, and how to make a provider of it.
#[derive(Debug, Clone, Copy)]
pub struct ProviderKind {
    /// The kind's name in the configuration (`kind = "…"`).
    pub name: &'static str,
    /// What providers of this kind can do.
    pub abilities: Abilities,
    /// The path at which the sandbox speaks this kind's protocol; `None` where it does not, so that a provider of this
    /// kind must have an endpoint.
    pub sandbox_path: Option<&'static str>,
    /// The function that makes a provider of this kind.
    pub make: fn(ProviderSetup) -> Result<Arc<dyn Provider>, SetupError>,
}

/// Everything that a provider is made from.
pub struct ProviderSetup {
    /// The provider's name in the configuration.
    pub name: ProviderName,
    /// The address of the provider's service.
    pub endpoint: Url,
    /// The XML namespace of the provider's service, where its protocol has one.
    pub namespace: String,
    /// Whether the provider is a sandbox, which may send buyers to this machine without TLS.
    pub sandboxed: bool,
    /// The only hosts that buyers may be sent to; any public one where none is named.
    pub bank_hosts: Vec<HostPattern>,
    /// The time-outs of calls to the provider.
    pub timeouts: Timeouts,
    /// The credentials of each site that uses the provider.
    pub credentials: BTreeMap<SiteName, SiteCredentials>,
    /// The clock that dates calls to the provider.
    pub clock: Arc<dyn Clock>,
    /// Raises alerts to the operator.
    pub alerts: Alerts,
}

/// The time-outs of calls to a provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// The longest time to connect.
    pub connect: Duration,
    /// The longest time a creation may take in all.
    pub create: Duration,
    /// The longest time a bank list or a question may take in all.
    pub question: Duration,
}

/// A site's credentials at a provider.
#[derive(Debug, Clone)]
pub struct SiteCredentials {
    /// The site's login at the provider.
    pub login: SecretString,
    /// The site's secret at the provider.
    pub secret: SecretString,
}

/// Why a provider cannot be made.
#[derive(Debug, thiserror::Error)]
#[error("provider {name}: {why}")]
pub struct SetupError {
    /// The provider's name in the configuration.
    pub name: ProviderName,
    /// What is wrong with the configuration, for the operator.
    pub why: String,
}
