//! The rules of a site's keys.

use crate::test_support::test_config::{REAL, TestConfig};

/// The good site with one line put in the place of another (or added at its end).
fn refused(from: &str, to: &str, mistakes: &[&str]) {
    let file = if from.is_empty() { format!("{REAL}{to}") } else { REAL.replace(from, to) };
    assert_ne!(file, REAL);
    assert_eq!(TestConfig::file(&file).mistakes(), mistakes);
}

#[test]
fn a_site_is_never_without_its_credentials_and_hosts() {
    refused(
        &REAL[REAL.find("login").unwrap()..],
        "min_amount = 1",
        &[
            "pse.toml:8: sites.shop.login: is missing",
            "pse.toml:8: sites.shop.tran_key: is missing",
            "pse.toml:8: sites.shop.api_keys: is missing",
            "pse.toml:8: sites.shop.return_hosts: is missing",
            "pse.toml:8: sites.shop.merchant.name: is missing",
            "pse.toml:8: sites.shop.merchant.nit: is missing",
            "pse.toml:8: sites.shop.merchant.phone: is missing",
            "pse.toml:8: sites.shop.merchant.email: is missing",
        ],
    );
    refused(
        "api_keys = [\"sk_live_0123456789abcdef\"]",
        "api_keys = []",
        &["pse.toml:11: sites.shop.api_keys: is empty; at least one is needed"],
    );
    refused(
        "return_hosts = [\"tienda.example.co\"]",
        "return_hosts = []",
        &["pse.toml:13: sites.shop.return_hosts: is empty; at least one is needed"],
    );
    refused(
        "login = \"0123456789abcdef0123456789abcdef\"",
        "login = \"\"",
        &["pse.toml:9: sites.shop.login: is empty"],
    );
}

#[test]
fn a_sites_name_fits_a_variable() {
    refused(
        "sites.shop",
        "sites.\"la tienda\"",
        &[
            "pse.toml:8: sites.la tienda: is no name for a site: a site's name has 1 to 40 ASCII letters, digits, \"-\" and \"_\", begins and ends with a letter or digit, and has no \"__\"",
        ],
    );
}

#[test]
fn a_key_belongs_to_one_site() {
    let (_, site) = REAL.split_once("[sites.shop]").unwrap();
    refused(
        "",
        &format!("[sites.other]{site}"),
        &["pse.toml:18: sites.other.api_keys[0]: is the same key as one of sites.shop"],
    );
}

#[test]
fn origins_are_exact() {
    for (origin, reason) in [
        ("https://tienda.example.co/", "has something after the host"),
        ("https://*.example.co", "is not exact: each origin is named, without \"*\""),
        ("tienda.example.co", "has no scheme"),
    ] {
        refused(
            "[\"https://tienda.example.co\"]",
            &format!("[\"{origin}\"]"),
            &[&format!(
                "pse.toml:12: sites.shop.allowed_origins[0]: {origin:?} {reason}; an origin is written https://host or https://host:port"
            )],
        );
    }
}

#[test]
fn return_hosts_are_hosts() {
    for (host, reason) in [
        ("https://tienda.example.co", "is an address, not a host"),
        ("*", "has a \"*\" that is not its first label"),
        (".co", "would allow a whole top-level domain"),
    ] {
        refused(
            "[\"tienda.example.co\"]",
            &format!("[\"{host}\"]"),
            &[&format!(
                "pse.toml:13: sites.shop.return_hosts[0]: {host:?} {reason}; write a host (tienda.example.co), or .example.co for those below"
            )],
        );
    }
}

#[test]
fn a_merchant_is_shown_as_certification_wants() {
    refused(
        "900123456",
        "NIT 900",
        &[
            "pse.toml:14: sites.shop.merchant.nit: \"NIT 900\" is not a NIT such as 900123456 or 900123456-8",
        ],
    );
    refused(
        "pagos@example.co",
        "pagos@example",
        &["pse.toml:14: sites.shop.merchant.email: is not an e-mail address"],
    );
    refused(
        "6024567890",
        &"6".repeat(31),
        &[
            "pse.toml:14: sites.shop.merchant.phone: \"6666666666666666666666666666666\" is longer than 30 characters",
        ],
    );
    refused("\"Tienda\"", "\" \"", &["pse.toml:14: sites.shop.merchant.name: is empty"]);
}

#[test]
fn amounts_are_exact_and_in_order() {
    refused(
        "",
        "min_amount = 10.5",
        &[
            "pse.toml:15: sites.shop.min_amount: must be a whole number or text, not a number with a point",
        ],
    );
    refused(
        "",
        "min_amount = \"10.555\"",
        &["pse.toml:15: sites.shop.min_amount: \"10.555\" has more than two decimals"],
    );
    refused("", "max_amount = -1", &["pse.toml:15: sites.shop.max_amount: \"-1\" is below zero"]);
    refused(
        "",
        "max_amount = 1000\nmin_amount = \"1000.01\"",
        &["pse.toml:16: sites.shop.min_amount: is over max_amount, which is 1000.00"],
    );
    let same = format!("{REAL}max_amount = 1000\nmin_amount = \"1000.00\"");
    let config = TestConfig::file(&same).config();
    assert_eq!(config.sites.first().min_amount, config.sites.first().max_amount);
}

#[test]
fn bank_codes_are_short() {
    refused(
        "",
        "favourite_banks = [\"1066\", \"1234567\", 1]",
        &["pse.toml:15: sites.shop.favourite_banks[2]: must be text in quotes, not a number"],
    );
    refused(
        "",
        "favourite_banks = [\"1066\", \"1234567\"]",
        &[
            "pse.toml:15: sites.shop.favourite_banks[1]: \"1234567\" is not a bank code: at most 6 letters and digits",
        ],
    );
}

#[test]
fn dependent_services_are_told_apart() {
    refused(
        "",
        "[[sites.shop.credits]]\nentity_code = \"10\"\nservice_code = \"1\"\n\
         [[sites.shop.credits]]\nentity_code = \"10\"\nservice_code = \"1\"\n",
        &[
            "pse.toml:15: sites.shop.credits[1]: has the entity_code and service_code of an earlier one",
        ],
    );
    refused(
        "",
        "credits = [{ entity_code = \"1234567890123\", descripcion = \"x\" }]",
        &[
            "pse.toml:15: sites.shop.credits[0].entity_code: \"1234567890123\" is longer than 12 characters",
            "pse.toml:15: sites.shop.credits[0].service_code: is missing",
            "pse.toml:15: sites.shop.credits[0].descripcion: is not a known key; did you mean \"description\"?",
        ],
    );
    let credits = "credits = [{ entity_code = \"10\", service_code = \"1\", description = \"Hotel\" }, \
                   { entity_code = \"10\", service_code = \"2\" }]";
    let config = TestConfig::file(&format!("{REAL}{credits}")).config();
    assert_eq!(config.sites.first().credits[0].description.as_deref(), Some("Hotel"));
    assert_eq!(config.sites.first().credits[1].service_code, "2");
}

#[test]
fn a_webhook_has_an_address_and_its_secrets() {
    let secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    refused(
        "",
        "webhook = {}",
        &[
            "pse.toml:15: sites.shop.webhook.url: is missing",
            "pse.toml:15: sites.shop.webhook.secret: is missing",
        ],
    );
    refused(
        "",
        &format!(
            "webhook = {{ url = \"https://a.example.co/\", secret = \"{secret}\", secrets = [\"{secret}\"] }}"
        ),
        &[
            "pse.toml:15: sites.shop.webhook.secrets: is given as well as \"secret\"; keep one of them",
        ],
    );
    refused(
        "",
        "webhook = { url = \"https://a.example.co/\", secrets = [] }",
        &["pse.toml:15: sites.shop.webhook.secrets: is empty; at least one is needed"],
    );
    refused(
        "",
        "webhook = { url = \"https://a.example.co/\", secret = \"whsec_c2hvcnQ=\" }",
        &["pse.toml:15: sites.shop.webhook.secret: holds 5 bytes; from 24 to 64 are needed"],
    );
    let two = format!(
        "{REAL}webhook = {{ url = \"https://a.example.co/\", secrets = [\"{secret}\", \"{secret}\"] }}"
    );
    assert_eq!(
        TestConfig::file(&two).config().sites.first().webhook.as_ref().unwrap().secrets.len(),
        2
    );
}
