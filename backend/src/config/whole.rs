//! The whole configuration, once it was found good.

use std::net::SocketAddr;
use std::time::Duration;

use pse_core::model::SiteName;
use secrecy::ExposeSecret as _;

use super::sites::demo;
use super::{
    AlertsConfig, MetricsConfig, ProbeConfig, ProvidersConfig, SandboxConfig, ServerConfig, Sites,
    StoreConfig,
};

/// How much longer than its call of the provider a request may take: reading it, storing, waiting for another's.
const AROUND_A_CALL: Duration = Duration::from_secs(15);

/// The whole configuration, checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// The section `[server]`: where the service listens and how it is reached.
    pub server: ServerConfig,
    /// The section `[store]`: where payments are kept.
    pub store: StoreConfig,
    /// The sections `[providers.<name>]`, or the short form `[provider]`.
    pub providers: ProvidersConfig,
    /// The section `[probe]`: when pending payments are asked about.
    pub probe: ProbeConfig,
    /// The section `[sandbox]`; `None` when the sandbox is off.
    pub sandbox: Option<SandboxConfig>,
    /// The section `[alerts]`: where operators are alerted.
    pub alerts: AlertsConfig,
    /// The section `[metrics]`: where Prometheus reads figures.
    pub metrics: MetricsConfig,
    /// The sections `[sites.<name>]`: the merchants' sites.
    pub sites: Sites,
    /// The site of the demo shop, which exists when no site is configured.
    pub demo: Option<SiteName>,
    /// What an operator should mend, though the service starts with it.
    pub warnings: Vec<String>,
}

impl Config {
    /// Whether every provider is a sandbox: the one inside this process or a service on this machine.
    #[must_use]
    pub fn is_sandboxed(&self) -> bool {
        self.providers.are_sandboxes()
    }

    /// Whether some site takes the demo's merchant key, which everybody knows, or the demo shop makes checkouts for whoever
    /// asks.
    #[must_use]
    pub fn is_open_to_anybody(&self) -> bool {
        let mut keys = self.sites.iter().flat_map(|site| &site.api_keys);
        self.demo.is_some() || keys.any(|key| key.expose_secret() == demo::API_KEY)
    }

    /// Returns the demo's key, which everybody knows; `None` without the demo, or where an operator gave it another.
    #[must_use]
    pub fn published_key(&self) -> Option<&'static str> {
        let site = self.sites.get(self.demo.as_ref()?.as_str())?;
        let known = site.api_keys.first()?.expose_secret() == demo::API_KEY;
        known.then_some(demo::API_KEY)
    }

    /// Returns how long a request may take: the longest call of a provider, and what is around it.
    #[must_use]
    pub fn longest_request(&self) -> Duration {
        let call = self.providers.longest(|timeouts| timeouts.create.max(timeouts.question));
        call.saturating_add(AROUND_A_CALL)
    }

    /// Records the address the service was bound to: a derived public URL, and the demo site with it, follow.
    pub fn bound_to(&mut self, server: SocketAddr) {
        self.server.listen = server;
        let Some(url) = self.server.derived_public_url() else { return };
        if let Some(demo) = &self.demo {
            let before = &self.server.public_url;
            for site in self.sites.iter_mut().filter(|site| site.name == *demo) {
                demo::follow(site, before, &url);
            }
        }
        self.server.public_url = url;
    }
}
