//! What a real endpoint does not allow: the settings that only a sandbox forgives.

use std::time::Duration;

use pse_core::ports::provider::Abilities;
use pse_settings::Section;
use secrecy::{ExposeSecret as _, SecretString};

use super::sites::demo;
use super::{
    ProbeConfig, ProviderConfig, ProviderEndpoint, ProvidersConfig, SandboxConfig, ServerConfig,
    SiteConfig, Sites,
};

/// The shortest merchant key accepted with a real provider, in characters.
const API_KEY: usize = 16;

/// The rules about unsafe settings, with the sections they judge; `None` where a section could not be read.
pub(super) struct SafetyRules<'a> {
    pub(super) root: &'a Section<'a>,
    pub(super) server: Option<&'a ServerConfig>,
    pub(super) probe: Option<&'a ProbeConfig>,
    pub(super) sandbox: Option<&'a SandboxConfig>,
    pub(super) providers: Option<&'a ProvidersConfig>,
    pub(super) sites: Option<&'a Sites>,
}

impl SafetyRules<'_> {
    /// Reports settings that are unsafe with a real provider, and features that a provider's kind does not have.
    pub(super) fn check(&self) {
        let Some(providers) = self.providers else { return };
        let mut real = Vec::new();
        for provider in providers.iter() {
            self.check_abilities(provider);
            if let ProviderEndpoint::Url(url) = &provider.endpoint
                && !provider.endpoint.is_sandbox()
            {
                let host = url.host_str().unwrap_or_default();
                if url.scheme() != "https" {
                    let key = format!("{}.endpoint", provider.section);
                    self.refuse(&key, "must be https", host);
                }
                real.push((host, provider.kind.abilities));
            }
        }
        if let Some((host, _)) = real.first() {
            self.check_real(host);
        }
        self.check_times(&real);
    }

    /// Refuses a key as a real provider at that host does not allow its value.
    fn refuse(&self, key: &str, why: &str, host: &str) {
        let reason = format!("{why} (the endpoint at {host} is a real one: not on loopback)");
        self.root.refuse(key, reason);
    }

    /// The probe's times are not below what the strictest of the real providers allows.
    fn check_times(&self, real: &[(&str, Abilities)]) {
        let Some(probe) = self.probe else { return };
        let minutes = |time: Duration| time.as_secs() / 60;
        let strictest = |time: fn(&Abilities) -> Duration| {
            let times = real.iter().map(|(host, abilities)| (time(abilities), *host));
            times.max_by_key(|(time, _)| *time)
        };
        if let Some((floor, host)) = strictest(|it| it.first_question_after)
            && probe.first_after < floor
        {
            let why = format!("is below {}m, the soonest the provider allows", minutes(floor));
            self.refuse("probe.first_after", &why, host);
        }
        if let Some((floor, host)) = strictest(|it| it.question_every)
            && probe.every < floor
        {
            let why =
                format!("is below {}m, the shortest interval the provider allows", minutes(floor));
            self.refuse("probe.every", &why, host);
        }
    }

    /// The sites of a provider ask no more of it than its kind can do.
    fn check_abilities(&self, provider: &ProviderConfig) {
        let multicredit = provider.kind.abilities.multicredit;
        let sites = self.sites.into_iter().flat_map(Sites::iter);
        for site in sites.filter(|site| site.provider == provider.name && !multicredit) {
            if !site.credits.is_empty() {
                let reason = format!("cannot be paid through a {}", provider.kind.name);
                self.root.refuse(&format!("sites.{}.credits", site.name), reason);
            }
        }
    }

    /// What no service may have that takes real payments.
    fn check_real(&self, host: &str) {
        let refuse = |key: &str, why: &str| self.refuse(key, why, host);
        if self.sandbox.is_some() {
            refuse("sandbox.enabled", "must be false: the sandbox serves no real payments");
        }
        if self.server.is_some_and(|server| server.public_url.scheme() != "https") {
            refuse("server.public_url", "must be https: banks send buyers back to it");
        }
        for site in self.sites.into_iter().flat_map(Sites::iter) {
            check_site(site, |key, why| refuse(&format!("sites.{}.{key}", site.name), why));
        }
    }
}

fn check_site(site: &SiteConfig, refuse: impl Fn(&str, &str)) {
    let is = |secret: &SecretString, sample: &str| secret.expose_secret() == sample;
    for (provider, credentials) in &site.credentials {
        let path = |key| {
            if credentials.short {
                String::from(key)
            } else {
                format!("credentials.{provider}.{key}")
            }
        };
        if is(&credentials.login, demo::LOGIN) {
            refuse(&path("login"), "is the sandbox's published sample");
        }
        if is(&credentials.tran_key, demo::TRAN_KEY) {
            refuse(&path("tran_key"), "is the sandbox's published sample");
        }
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
