//! Nothing written, and the little that is often changed of it.

use std::time::Duration;

use secrecy::ExposeSecret as _;

use crate::config::{LogFormat, ProviderEndpoint, StoreUrl};
use crate::test_support::test_config::{REAL, TestConfig, credentials};

#[test]
fn with_nothing_written_the_demo_and_its_sandbox_are_there() {
    let config = TestConfig::nothing().config();
    assert_eq!(config.server.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.server.public_url.as_str(), "http://127.0.0.1:8080/");
    assert_eq!(config.server.trusted_proxies, []);
    assert_eq!(config.server.log, LogFormat::Auto);
    assert_eq!(config.server.log_level, "info");
    assert!(
        matches!(&config.store.url, StoreUrl::Sqlite(path) if path.as_os_str() == "pse.sqlite")
    );
    assert_eq!(config.providers.only().unwrap().endpoint, ProviderEndpoint::Sandbox);
    assert_eq!(config.sandbox.as_ref().unwrap().listen.to_string(), "127.0.0.1:8081");
    assert!(config.is_sandboxed());
    assert!(config.alerts.webhook.is_none());
    assert_eq!(config.metrics.listen.to_string(), "127.0.0.1:9464");
    assert!(!config.metrics.listen_is_written && config.metrics.bearer.is_none());

    let demo = config.sites.get(config.demo.as_ref().unwrap().as_str()).unwrap();
    assert_eq!(demo.name.as_str(), "demo");
    assert_eq!(credentials(demo).login.expose_secret(), "6dd490faf9cb87a9862245da41170ff2");
    assert_eq!(credentials(demo).tran_key.expose_secret(), "024h1IlD");
    let keys: Vec<_> = demo.api_keys.iter().map(|key| key.expose_secret()).collect();
    assert_eq!(keys, ["sk_demo"]);
    let merchant = &demo.merchant;
    assert_eq!(
        [&merchant.name, &merchant.nit, &merchant.phone, &merchant.email],
        ["Casa del Turismo", "900123456", "6024567890", "pagos@example.co"]
    );
    let hosts: Vec<_> = demo.return_hosts.iter().map(ToString::to_string).collect();
    assert_eq!(hosts, ["127.0.0.1", "localhost"]);
}

#[test]
fn times_and_limits_are_the_specifications_own() {
    let config = TestConfig::file(REAL).config();
    let provider = config.providers.only().unwrap();
    assert_eq!(provider.namespace, "https://api.placetopay.com/soap/pse");
    assert_eq!(
        [provider.timeouts.connect, provider.timeouts.create, provider.timeouts.question],
        [3, 20, 10].map(Duration::from_secs)
    );
    assert_eq!((provider.max_creates, provider.max_questions), (64, 16));
    let probe = &config.probe;
    assert_eq!([probe.first_after, probe.every], [8 * 60, 15 * 60].map(Duration::from_secs));
    assert_eq!(probe.in_flight, 8);
}

#[test]
fn a_real_endpoint_has_no_sandbox_and_no_demo() {
    let config = TestConfig::file(REAL).config();
    assert!(config.sandbox.is_none());
    assert_eq!(config.demo, None);
    assert!(!config.is_sandboxed());
    assert_eq!(config.sites.first().name.as_str(), "shop");
}

#[test]
fn small_changes_keep_the_demo() {
    let config = TestConfig::nothing()
        .and("PSE__SERVER__LISTEN", "0.0.0.0:9090")
        .and("PSE__STORE__URL", "sqlite:///tmp/x.sqlite")
        .and("PSE__PROBE__FIRST_AFTER", "2s")
        .and("PSE__PROBE__EVERY", "500ms")
        .and("PSE__SANDBOX__LISTEN", "127.0.0.1:0")
        .config();
    assert_eq!(config.demo.unwrap().as_str(), "demo");
    assert_eq!(config.server.public_url.as_str(), "http://127.0.0.1:9090/");
    assert_eq!(config.probe.every, Duration::from_millis(500));
    assert_eq!(config.sandbox.unwrap().listen.port(), 0);
    assert_eq!(config.providers.only().unwrap().endpoint, ProviderEndpoint::Sandbox);
}

#[test]
fn the_demo_site_may_be_changed_by_variables_alone() {
    let config = TestConfig::nothing()
        .and("PSE__SITES__DEMO__MIN_AMOUNT", "1000")
        .and("PSE__SITES__DEMO__MERCHANT__NAME", "Otra Casa")
        .config();
    let demo = config.sites.first();
    assert_eq!(demo.min_amount.unwrap().to_string(), "1000.00");
    assert_eq!(demo.merchant.name, "Otra Casa");
    assert_eq!(demo.merchant.nit, "900123456");
    assert_eq!(config.demo.as_ref(), Some(&demo.name));
}

#[test]
fn somebody_elses_sandbox_has_the_demo_too() {
    let config = TestConfig::nothing()
        .and("PSE__PROVIDER__ENDPOINT", "http://127.0.0.1:9/soap/pse/")
        .config();
    assert!(config.sandbox.is_none());
    assert!(config.is_sandboxed());
    assert!(config.demo.is_some());
}

#[test]
fn a_configured_site_ends_the_demo_also_on_a_sandbox() {
    let (_, site) = REAL.split_once("[sites.shop]").unwrap();
    let config = TestConfig::file(&format!("[sites.demo]{site}")).config();
    assert_eq!(config.demo, None);
    assert!(config.sandbox.is_some());
    assert_eq!(config.sites.iter().count(), 1);
}

#[test]
fn the_demo_follows_the_service_to_where_it_was_bound() {
    let mut config = TestConfig::nothing().and("PSE__SERVER__LISTEN", "127.0.0.1:0").config();
    config.bound_to("127.0.0.1:4321".parse().unwrap());
    assert_eq!(config.server.listen.port(), 4321);
    assert_eq!(config.server.public_url.as_str(), "http://127.0.0.1:4321/");
    let origins: Vec<_> =
        config.sites.first().allowed_origins.iter().map(ToString::to_string).collect();
    assert_eq!(origins, ["http://127.0.0.1:4321", "http://localhost:4321"]);
}

#[test]
fn the_demo_follows_a_public_address() {
    let mut config = TestConfig::nothing()
        .and("PSE__SERVER__PUBLIC_URL", "https://demo.example.co")
        .and("PSE__SERVER__LISTEN", "127.0.0.1:0")
        .config();
    config.bound_to("127.0.0.1:4321".parse().unwrap());
    assert_eq!(config.server.public_url.as_str(), "https://demo.example.co/");
    let demo = config.sites.first();
    let origins: Vec<_> = demo.allowed_origins.iter().map(ToString::to_string).collect();
    assert_eq!(origins, ["https://demo.example.co"]);
    let hosts: Vec<_> = demo.return_hosts.iter().map(ToString::to_string).collect();
    assert_eq!(hosts, ["127.0.0.1", "localhost", "demo.example.co"]);
}

#[test]
fn nothing_is_asked_when_the_sandbox_is_off_and_no_endpoint_is_there() {
    assert_eq!(
        TestConfig::file("[sandbox]\nenabled = false").mistakes(),
        [
            "pse.toml:1: provider.endpoint: is missing, and the sandbox is off: there is nobody to ask"
        ]
    );
}

#[test]
fn a_real_endpoint_needs_a_site() {
    let mistakes = TestConfig::nothing()
        .and("PSE__PROVIDER__ENDPOINT", "https://api.example.com/soap/pse/")
        .and("PSE__SERVER__PUBLIC_URL", "https://pagos.example.co")
        .mistakes();
    assert_eq!(
        mistakes,
        ["sites: is missing: no site is configured; write a section [sites.<name>]"]
    );
}
