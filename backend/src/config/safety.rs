//! What a real endpoint does not allow: the settings that only a sandbox forgives.

use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};

use super::reader::Reader;
use super::sites::demo;
use super::{Endpoint, ProbeConfig, SandboxConfig, ServerConfig, SiteConfig, Sites};

/// The specification's floors: first asked 7 minutes after creation, then at intervals
/// of at least 12.
const FIRST_AFTER: Duration = Duration::from_secs(7 * 60);
const EVERY: Duration = Duration::from_secs(12 * 60);
/// A merchant key that can't be guessed is no shorter, in characters.
const API_KEY: usize = 16;

/// What could be read of the sections these rules are about.
pub(super) struct Parts<'a> {
    pub(super) reader: &'a Reader,
    pub(super) server: Option<&'a ServerConfig>,
    pub(super) probe: Option<&'a ProbeConfig>,
    pub(super) sandbox: Option<&'a SandboxConfig>,
    pub(super) sites: Option<&'a Sites>,
}

impl Parts<'_> {
    /// Reports what is unsafe with that endpoint.
    pub(super) fn check(&self, endpoint: Option<&Endpoint>) {
        let Some(Endpoint::Url(url)) = endpoint.filter(|endpoint| !endpoint.is_sandbox()) else {
            return;
        };
        let host = url.host_str().unwrap_or_default();
        let refuse = |key: &str, why: &str| {
            let reason = format!("{why} (the endpoint at {host} is a real one: not on loopback)");
            self.reader.report_setting(key, reason);
        };
        if url.scheme() != "https" {
            refuse("provider.endpoint", "must be https");
        }
        if self.sandbox.is_some() {
            refuse("sandbox.enabled", "must be false: the sandbox serves no real payments");
        }
        if self.server.is_some_and(|server| server.public_url.scheme() != "https") {
            refuse("server.public_url", "must be https: banks send buyers back to it");
        }
        if let Some(probe) = self.probe {
            if probe.first_after < FIRST_AFTER {
                refuse("probe.first_after", "is below 7m, the soonest the provider allows");
            }
            if probe.every < EVERY {
                refuse("probe.every", "is below 12m, the shortest interval the provider allows");
            }
        }
        for site in self.sites.into_iter().flat_map(Sites::iter) {
            check_site(site, |key, why| refuse(&format!("sites.{}.{key}", site.name), why));
        }
    }
}

fn check_site(site: &SiteConfig, refuse: impl Fn(&str, &str)) {
    let is = |secret: &SecretString, sample: &str| secret.expose_secret() == sample;
    if is(&site.login, demo::LOGIN) {
        refuse("login", "is the sandbox's published sample");
    }
    if is(&site.tran_key, demo::TRAN_KEY) {
        refuse("tran_key", "is the sandbox's published sample");
    }
    for (at, key) in site.api_keys.iter().enumerate() {
        let path = format!("api_keys[{at}]");
        if is(key, demo::API_KEY) {
            refuse(&path, "is the demo's key, which everybody knows");
        } else if key.expose_secret().len() < API_KEY {
            refuse(&path, &format!("has fewer than {API_KEY} characters"));
        }
    }
    for (at, origin) in site.allowed_origins.iter().enumerate() {
        if origin.is_http() {
            refuse(&format!("allowed_origins[{at}]"), "must be https");
        }
    }
    for (at, host) in site.return_hosts.iter().enumerate() {
        if host.is_loopback() {
            refuse(&format!("return_hosts[{at}]"), "is this machine, no place for buyers");
        }
    }
    if site.webhook.as_ref().is_some_and(|webhook| webhook.url.scheme() != "https") {
        refuse("webhook.url", "must be https");
    }
}
