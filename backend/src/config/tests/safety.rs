//! A real endpoint refuses the sandbox's settings, one by one and all at once.

use crate::test_support::test_config::{REAL, TestConfig};

const WHY: &str = "(the endpoint at api.example.com is a real one: not on loopback)";

fn refused(from: &str, to: &str, mistake: &str) {
    let file = if from.is_empty() { format!("{REAL}{to}") } else { REAL.replace(from, to) };
    assert_ne!(file, REAL);
    assert_eq!(TestConfig::file(&file).mistakes(), [format!("{mistake} {WHY}")]);
}

#[test]
fn probe_times_are_not_loose() {
    refused(
        "",
        "[probe]\nfirst_after = \"6m59s\"",
        "pse.toml:16: probe.first_after: is below 7m, the soonest the provider allows",
    );
    refused(
        "",
        "[probe]\nevery = \"PT11M59S\"",
        "pse.toml:16: probe.every: is below 12m, the shortest interval the provider allows",
    );
    let floors = format!("{REAL}[probe]\nfirst_after = \"7m\"\nevery = \"12m\"");
    assert_eq!(TestConfig::file(&floors).config().probe.every.as_secs(), 720);
}

#[test]
fn nothing_goes_unencrypted() {
    refused(
        "https://api.example.com",
        "http://api.example.com",
        "pse.toml:6: provider.endpoint: must be https",
    );
    refused(
        "https://pagos.example.co",
        "http://pagos.example.co",
        "pse.toml:3: server.public_url: must be https: banks send buyers back to it",
    );
    refused(
        "public_url = \"https://pagos.example.co\"",
        "",
        "server.public_url: must be https: banks send buyers back to it",
    );
    refused(
        "\"https://tienda.example.co\"",
        "\"http://tienda.example.co\"",
        "pse.toml:12: sites.shop.allowed_origins[0]: must be https",
    );
    let secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    refused(
        "",
        &format!("webhook = {{ url = \"http://tienda.example.co/\", secret = \"{secret}\" }}"),
        "pse.toml:15: sites.shop.webhook.url: must be https",
    );
}

#[test]
fn keys_are_nobodys_samples_and_not_short() {
    refused(
        "sk_live_0123456789abcdef",
        "sk_demo",
        "pse.toml:11: sites.shop.api_keys[0]: is the demo's key, which everybody knows",
    );
    refused(
        "sk_live_0123456789abcdef",
        "sk_live_0123456",
        "pse.toml:11: sites.shop.api_keys[0]: has fewer than 16 characters",
    );
    refused(
        "0123456789abcdef0123456789abcdef",
        "6dd490faf9cb87a9862245da41170ff2",
        "pse.toml:9: sites.shop.login: is the sandbox's published sample",
    );
    refused(
        "a-secret-of-the-merchant",
        "024h1IlD",
        "pse.toml:10: sites.shop.tran_key: is the sandbox's published sample",
    );
}

#[test]
fn buyers_are_not_sent_back_to_this_machine() {
    refused(
        "[\"tienda.example.co\"]",
        "[\"tienda.example.co\", \"localhost\"]",
        "pse.toml:13: sites.shop.return_hosts[1]: is this machine, no place for buyers",
    );
}

#[test]
fn the_sandbox_is_off() {
    refused(
        "",
        "[sandbox]\nenabled = true",
        "pse.toml:16: sandbox.enabled: must be false: the sandbox serves no real payments",
    );
}

#[test]
fn all_of_it_is_said_at_once() {
    let (_, site) = REAL.split_once("[sites.shop]").unwrap();
    let site = site.replace("sk_live_0123456789abcdef", "sk_demo");
    let mistakes = TestConfig::file(&format!(
        "[provider]\nendpoint = \"http://10.0.0.1/\"\n[probe]\nevery = \"1s\"\nfirst_after = \"1s\"\n\
         [sites.shop]{site}"
    ))
    .mistakes();
    let keys: Vec<_> = mistakes.iter().map(|it| it.split(": ").nth(1).unwrap()).collect();
    assert_eq!(mistakes.len(), 5, "{mistakes:#?}");
    assert!(keys.contains(&"provider.endpoint"), "{keys:?}");
    assert!(keys.contains(&"sites.shop.api_keys[0]"), "{keys:?}");
}

#[test]
fn on_loopback_all_of_it_is_allowed() {
    let file = REAL
        .replace("https://api.example.com", "http://127.0.0.1:9")
        .replace("https://pagos.example.co", "http://127.0.0.1:8080")
        .replace("https://tienda.example.co", "http://localhost:3000")
        .replace("[\"tienda.example.co\"]", "[\"localhost\"]")
        .replace("sk_live_0123456789abcdef", "sk_demo")
        + "[probe]\nevery = \"1s\"\nfirst_after = \"1s\"\n[sandbox]\nenabled = true";
    let config = TestConfig::file(&file).config();
    assert!(config.is_sandboxed());
    assert!(config.sandbox.is_some());
}

#[test]
fn one_real_provider_beside_a_sandbox_is_held_to_all_of_it() {
    let file = REAL
        .replace("[provider]", "[providers.near]\n[providers.far]")
        .replace("https://api.example.com", "http://api.example.com")
        .replace("https://pagos.example.co", "http://pagos.example.co")
        .replace(
            "login = \"0123456789abcdef0123456789abcdef\"\ntran_key = \"a-secret-of-the-merchant\"\n",
            "provider = \"far\"\n\
             credentials.far = { login = \"x\", tran_key = \"y\" }\n\
             credentials.near = { login = \"6dd490faf9cb87a9862245da41170ff2\", tran_key = \"024h1IlD\" }\n",
        )
        + "[probe]\nevery = \"1s\"\nfirst_after = \"1s\"\n";
    let mistakes = [
        "pse.toml:7: providers.far.endpoint: must be https",
        "sandbox.enabled: must be false: the sandbox serves no real payments",
        "pse.toml:3: server.public_url: must be https: banks send buyers back to it",
        "pse.toml:12: sites.shop.credentials.near.login: is the sandbox's published sample",
        "pse.toml:12: sites.shop.credentials.near.tran_key: is the sandbox's published sample",
        "pse.toml:19: probe.first_after: is below 7m, the soonest the provider allows",
        "pse.toml:18: probe.every: is below 12m, the shortest interval the provider allows",
    ];
    assert_eq!(TestConfig::file(&file).mistakes(), mistakes.map(|it| format!("{it} {WHY}")));
}

#[test]
fn several_real_providers_say_each_mistake_once() {
    let file = REAL.replace(
        "[provider]",
        "[providers.two]\nendpoint = \"https://two.example.com/\"\n[providers.default]",
    ) + "provider = \"default\"\n[probe]\nevery = \"1s\"\n";
    let mistakes = TestConfig::file(&file).mistakes();
    assert_eq!(mistakes.len(), 1, "{mistakes:#?}");
    assert!(mistakes[0].contains("probe.every: is below 12m"), "{mistakes:#?}");
}
