//! Mistakes: `pse-backend check` and the start itself say the same, and nothing is begun.

use std::process::Output;

use pse_tests::Setup;

/// A site that a real provider could have.
const SITE: &str = r#"
[sites.tienda]
login = "0123456789abcdef0123456789abcdef"
tran_key = "no-es-la-de-muestra"
api_keys = ["sk_live_4Zq8vVt2hN7mK1xR"]
allowed_origins = ["https://tienda.example.co"]
return_hosts = ["tienda.example.co"]
merchant = { name = "Tienda", nit = "900123456", phone = "6024567890", email = "a@tienda.example.co" }
"#;

/// The standard error of a program that must have failed.
fn refusal(output: &Output) -> String {
    assert!(!output.status.success(), "{output:?}");
    assert!(output.stdout.is_empty(), "{output:?}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What `check` and the start itself both say of a configuration that they refuse.
fn refused(setup: &Setup) -> String {
    let checked = refusal(&setup.run(&["check"]));
    let started = refusal(&setup.run(&[]));
    assert_eq!(checked, started);
    assert!(!setup.path("pse.sqlite").exists(), "a store was made for nothing");
    checked
}

#[test]
fn a_mistake_in_the_file_is_named_by_line_key_and_reason() {
    for (text, said) in [
        (
            "[server]\nlisten = \"localhost\"\n",
            "pse.toml:2: server.listen: \"localhost\" is not an IP address and a port",
        ),
        (
            "[probe]\n\nevery = \"pronto\"\n",
            "pse.toml:3: probe.every: \"pronto\" is not a length of time",
        ),
        ("[probe]\nevery = 0\n", "pse.toml:2: probe.every: \"0\" is no time at all"),
        ("[server]\nlistn = \"127.0.0.1:1\"\n", "pse.toml:2: server.listn: "),
        ("[servidor]\n", "pse.toml:1: servidor: "),
        ("[server\n", "pse.toml:1: is not TOML"),
        (
            "[store]\nurl = \"sqlite::memory:\"\n",
            "pse.toml:2: store.url: \"sqlite::memory:\" is kept in memory",
        ),
        ("[store]\nurl = \"mysql://x\"\n", "pse.toml:2: store.url: "),
        ("[sites.uno]\nlogin = \"a\"\n", "sites.uno.tran_key: is missing"),
    ] {
        let said_all = refused(&Setup::new().file(text).unset("PSE__SERVER__LISTEN"));
        assert!(said_all.contains(said), "{text:?} is refused with {said_all:?}");
    }
}

#[test]
fn a_mistake_in_a_variable_is_named_by_its_own_name() {
    for (variable, value, said) in [
        ("PSE__PROBE__FIRST_AFTER", "8 lunas", "PSE__PROBE__FIRST_AFTER: probe.first_after: "),
        ("PSE__PROVIDER__ENDPOINT", "placetopay", "PSE__PROVIDER__ENDPOINT: provider.endpoint: "),
        ("PSE__PROVIDER__TIMEOUT", "3s", "PSE__PROVIDER__TIMEOUT: provider.timeout: "),
        (
            "PSE__SERVER__LOG",
            "xml",
            "PSE__SERVER__LOG: server.log: \"xml\" is none of \"auto\", \"json\", \"human\"",
        ),
    ] {
        let said_all = refused(&Setup::new().set(variable, value));
        assert!(said_all.contains(said), "{variable}={value} is refused with {said_all:?}");
    }
}

#[test]
fn every_mistake_is_named_at_once_and_no_secret_is_shown() {
    let text = r#"
[server]
log = "xml"
[sites.t]
login = "un-login-de-treinta-y-tres-letras-"
tran_key = ""
api_keys = ["sk_secreta con espacio"]
"#;
    let said = refused(&Setup::new().file(text).unset("PSE__SERVER__LOG"));
    for key in [
        "server.log",
        "sites.t.login",
        "sites.t.tran_key",
        "sites.t.api_keys[0]",
        "sites.t.return_hosts",
        "sites.t.merchant",
    ] {
        assert!(said.contains(key), "{key} in {said}");
    }
    for secret in ["un-login-de", "sk_secreta"] {
        assert!(!said.contains(secret), "{said}");
    }
}

#[test]
fn a_real_provider_is_not_asked_with_the_sandboxs_settings() {
    let real = || {
        Setup::new()
            .set("PSE__PROVIDER__ENDPOINT", "https://api.placetopay.example/soap/pse/")
            .set("PSE__SERVER__PUBLIC_URL", "https://pagos.example.co")
            .unset("PSE__SANDBOX__LISTEN")
    };
    let site = |from: &str, to: &str| SITE.replace(from, to);
    let cases = [
        (real(), "sites: is missing"),
        (real().file(SITE).set("PSE__SANDBOX__ENABLED", "true"), "sandbox.enabled: must be false"),
        (
            real()
                .file(SITE)
                .set("PSE__PROVIDER__ENDPOINT", "http://api.placetopay.example/soap/pse/"),
            "provider.endpoint: must be https",
        ),
        (
            real().file(SITE).set("PSE__SERVER__PUBLIC_URL", "http://pagos.example.co"),
            "server.public_url: must be https",
        ),
        (real().file(SITE).set("PSE__PROBE__FIRST_AFTER", "1m"), "probe.first_after: is below 7m"),
        (real().file(SITE).set("PSE__PROBE__EVERY", "11m"), "probe.every: is below 12m"),
        (
            real().file(&site(
                "0123456789abcdef0123456789abcdef",
                "6dd490faf9cb87a9862245da41170ff2",
            )),
            "sites.tienda.login: is the sandbox's published sample",
        ),
        (
            real().file(&site("no-es-la-de-muestra", "024h1IlD")),
            "sites.tienda.tran_key: is the sandbox's published sample",
        ),
        (
            real().file(&site("sk_live_4Zq8vVt2hN7mK1xR", "sk_demo")),
            "sites.tienda.api_keys[0]: is the demo's key",
        ),
        (
            real().file(&site("sk_live_4Zq8vVt2hN7mK1xR", "sk_corta")),
            "sites.tienda.api_keys[0]: has fewer than 16",
        ),
        (
            real().file(&site("https://tienda.example.co", "http://tienda.example.co")),
            "sites.tienda.allowed_origins[0]: must be https",
        ),
        (
            real().file(&site("[\"tienda.example.co\"]", "[\"localhost\"]")),
            "sites.tienda.return_hosts[0]: is this machine",
        ),
    ];
    for (setup, said) in cases {
        let said_all = refused(&setup);
        assert!(said_all.contains(said), "wanted {said:?}, got {said_all:?}");
    }
}
