//! The whole configuration, once it was found good.

use std::net::SocketAddr;

use pse_core::model::SiteName;
use secrecy::ExposeSecret;

use super::sites::demo;
use super::{
    AlertsConfig, ProbeConfig, ProvidersConfig, SandboxConfig, ServerConfig, Sites, StoreConfig,
};

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
