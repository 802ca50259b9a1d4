//! The site there is when none is configured and the provider is a sandbox.

use pse_settings::tree::{Node, Table, Value};
use url::{Host, Url};

use super::SiteConfig;
use crate::config::{ProvidersConfig, Source};
use pse_core::model::ProviderName;
use pse_core::net::{HostPattern, Origin};

/// The demo site's name.
pub(in crate::config) const NAME: &str = "demo";
/// The demo site's merchant key; no real endpoint takes it.
pub(in crate::config) const API_KEY: &str = "sk_demo";
/// The sample login the provider publishes.
pub(in crate::config) const LOGIN: &str = "6dd490faf9cb87a9862245da41170ff2";
/// The sample secret the provider publishes.
pub(in crate::config) const TRAN_KEY: &str = "024h1IlD";

/// Makes the configuration of the demo site, for a service that is reached at `public_url`: its payments go to the
/// first of these providers, and it has credentials at all of them.
pub(in crate::config) fn written(public_url: &Url, providers: &ProvidersConfig) -> Table {
    let text = |text: &str| Value::Text(text.to_owned());
    let texts = |texts: Vec<String>| {
        Value::List(texts.into_iter().map(|text| default(Value::Text(text))).collect())
    };
    let merchant = table([
        ("name", text("Casa del Turismo")),
        ("nit", text("900123456")),
        ("phone", text("6024567890")),
        ("email", text("pagos@example.co")),
    ]);
    let mut credentials = Table::default();
    for provider in providers.iter() {
        let sample = table([("login", text(LOGIN)), ("tran_key", text(TRAN_KEY))]);
        credentials.set(provider.name.as_str(), default(Value::Table(sample)));
    }
    let mut site = table([
        ("api_keys", texts(vec![API_KEY.to_owned()])),
        ("allowed_origins", texts(strings(&origins(public_url)))),
        ("return_hosts", texts(strings(&return_hosts(public_url)))),
        ("merchant", Value::Table(merchant)),
    ]);
    match (providers.only(), providers.iter().next()) {
        (Some(only), _) if only.name.as_str() == ProviderName::DEFAULT => {
            site.set("login", default(text(LOGIN)));
            site.set("tran_key", default(text(TRAN_KEY)));
        }
        (_, first) => {
            site.set("credentials", default(Value::Table(credentials)));
            if let Some(first) = first {
                site.set("provider", default(text(first.name.as_str())));
            }
        }
    }
    table([(NAME, Value::Table(site))])
}

/// Moves the demo site's addresses from one public URL of the service to another.
pub(in crate::config) fn follow(site: &mut SiteConfig, before: &Url, after: &Url) {
    if site.allowed_origins == origins(before) {
        site.allowed_origins = origins(after);
    }
    if site.site.return_hosts == return_hosts(before) {
        site.site.return_hosts = return_hosts(after);
    }
}

/// The service's own origin, by both names that this machine has in a browser.
fn origins(public_url: &Url) -> Vec<Origin> {
    let mut origins: Vec<_> = Origin::of(public_url).into_iter().collect();
    let other = match public_url.host() {
        Some(Host::Ipv4(ip)) if ip.is_loopback() => Some("localhost"),
        Some(Host::Domain("localhost")) => Some("127.0.0.1"),
        Some(Host::Domain(_) | Host::Ipv4(_) | Host::Ipv6(_)) | None => None,
    };
    let mut twin = public_url.clone();
    if other.is_some() && twin.set_host(other).is_ok() {
        origins.extend(Origin::of(&twin));
    }
    origins
}

fn return_hosts(public_url: &Url) -> Vec<HostPattern> {
    let mut hosts: Vec<HostPattern> =
        ["127.0.0.1", "localhost"].into_iter().filter_map(|host| host.parse().ok()).collect();
    hosts.extend(HostPattern::host_of(public_url).filter(|own| !hosts.contains(own)));
    hosts
}

fn strings(items: &[impl ToString]) -> Vec<String> {
    items.iter().map(ToString::to_string).collect()
}

fn table<const N: usize>(entries: [(&str, Value); N]) -> Table {
    let mut table = Table::default();
    for (key, value) in entries {
        table.set(key, default(value));
    }
    table
}

const fn default(value: Value) -> Node {
    Node { source: Source::Default, value }
}
