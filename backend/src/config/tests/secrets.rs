//! Secrets: in files of their own, never twice, never shown.

use secrecy::ExposeSecret as _;

use crate::test_support::test_config::{REAL, TestConfig, credentials};

const WEBHOOK: &str = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

#[test]
fn each_secret_may_have_a_file_beside_the_configuration() {
    let file = REAL
        .replace("login = \"0123456789abcdef0123456789abcdef\"", "login_file = \"login\"")
        .replace("tran_key = \"a-secret-of-the-merchant\"", "tran_key_file = \"tran_key\"")
        .replace("api_keys = [\"sk_live_0123456789abcdef\"]", "api_keys_file = \"keys\"")
        + "webhook = { url = \"https://tienda.example.co/pse\", secrets_file = \"hooks\" }\n\
           [alerts]\nwebhook_file = \"alerts\"\n";
    let config = TestConfig::file(&file)
        .and_file("login", "  the-login\n")
        .and_file("tran_key", "the-tran-key\r\n")
        .and_file("keys", "sk_live_0123456789a\n\n  sk_live_0123456789b\n")
        .and_file("hooks", WEBHOOK)
        .and_file("alerts", "https://alerts.example.co/token\n")
        .config();
    let shop = config.sites.first();
    assert_eq!(credentials(shop).login.expose_secret(), "the-login");
    assert_eq!(credentials(shop).tran_key.expose_secret(), "the-tran-key");
    let keys: Vec<_> = shop.api_keys.iter().map(|key| key.expose_secret()).collect();
    assert_eq!(keys, ["sk_live_0123456789a", "sk_live_0123456789b"]);
    let webhook = shop.webhook.as_ref().unwrap();
    assert_eq!(webhook.secrets[0].expose_secret(), WEBHOOK);
    assert_eq!(config.alerts.webhook.unwrap().expose_secret(), "https://alerts.example.co/token");
}

#[test]
fn a_variable_may_name_a_secrets_file() {
    let written = TestConfig::nothing().and_file("key", "other-key");
    let path = written.path("key");
    let written = written.and("PSE__SITES__DEMO__TRAN_KEY_FILE", path.to_str().unwrap());
    assert_eq!(credentials(written.config().sites.first()).tran_key.expose_secret(), "other-key");
}

#[test]
fn a_secret_given_twice_is_refused() {
    let file = REAL.replace("tran_key = ", "tran_key_file = \"key\"\ntran_key = ");
    assert_eq!(
        TestConfig::file(&file).and_file("key", "x").mistakes(),
        [
            "pse.toml:10: sites.shop.tran_key_file: is given as well as \"tran_key\"; keep one of them"
        ]
    );
    let mistakes =
        TestConfig::file(REAL).and("PSE__SITES__SHOP__API_KEYS_FILE", "/nowhere").mistakes();
    assert_eq!(
        mistakes,
        [
            "PSE__SITES__SHOP__API_KEYS_FILE: sites.shop.api_keys_file: is given as well as \"api_keys\"; keep one of them"
        ]
    );
}

#[test]
fn a_secrets_file_must_hold_one() {
    let file = REAL.replace("tran_key = \"a-secret-of-the-merchant\"", "tran_key_file = \"key\"");
    let mistakes = TestConfig::file(&file).mistakes();
    assert!(
        mistakes[0]
            .starts_with("pse.toml:10: sites.shop.tran_key_file: names no file that is there ("),
        "{mistakes:?}"
    );
    assert_eq!(
        TestConfig::file(&file).and_file("key", " \n").mistakes(),
        ["pse.toml:10: sites.shop.tran_key_file: \"key\" is an empty file"]
    );
    assert_eq!(
        TestConfig::file(&file).and_file("key", "x".repeat(70_000)).mistakes(),
        ["pse.toml:10: sites.shop.tran_key_file: \"key\" is longer than 65536 bytes"]
    );
}

/// Every secret wrong in some way, and none of them in a message.
#[test]
fn no_mistake_shows_a_secret() {
    let file = format!(
        "{}webhook = {{ url = \"https://x.example.co/\", secret = \"hush-webhook\" }}\n\
         [alerts]\nwebhook = \"hush-alerts\"\n[store]\nurl = \"postgres://hush:hush@db/pse?sslmode=hush\"\n",
        REAL.replace("0123456789abcdef0123456789abcdef", &format!("hush-{}", "x".repeat(40)))
            .replace("a-secret-of-the-merchant", "hush\\u0000")
            .replace("sk_live_0123456789abcdef", "hush hush")
            .replace("https://api.example.com", "https://hush:hush@api.example.com")
    );
    let mistakes = TestConfig::file(&file).mistakes();
    assert_eq!(
        mistakes,
        [
            "pse.toml:19: store.url: has an sslmode that is none of verify-full, verify-ca, require, prefer, disable",
            "pse.toml:6: provider.endpoint: names a user or a password, which addresses here can't",
            "pse.toml:17: alerts.webhook: is not an address such as https://host/path",
            "pse.toml:9: sites.shop.login: is longer than 32 characters",
            "pse.toml:10: sites.shop.tran_key: has a control character",
            "pse.toml:11: sites.shop.api_keys[0]: has a space or a character outside ASCII",
            "pse.toml:15: sites.shop.webhook.secret: is not of the form whsec_<base64> (Standard Webhooks)",
        ]
    );
}

#[test]
fn a_configuration_prints_none_of_its_secrets() {
    let file = format!(
        "{}webhook = {{ url = \"https://tienda.example.co/pse\", secret = \"{WEBHOOK}\" }}\n\
         [alerts]\nwebhook = \"https://alerts.example.co/token\"",
        REAL
    );
    let file = format!(
        "{file}\n[store]\nurl = \"postgres://pse:hush%21@db/pse\"\ndirect_url = \"postgres://pse@db/pse\"\n\
        direct_password = \"hush-direct\""
    );
    let written = TestConfig::file(&file);
    for shown in [format!("{:?}", written.config()), written.report().to_string()] {
        for secret in ["0123456789abcdef", "a-secret-of", "sk_live", "whsec_", "token", "hush"] {
            assert!(!shown.contains(secret), "{secret} in {shown}");
        }
    }
}
