//! Variables over the file.

use secrecy::ExposeSecret as _;

use crate::test_support::test_config::{REAL, TestConfig, credentials};

#[test]
fn a_variable_stands_over_the_file() {
    let config = TestConfig::file(REAL)
        .and("PSE__SERVER__PUBLIC_URL", "https://otra.example.co")
        .and("PSE__SITES__SHOP__TRAN_KEY", "another-secret")
        .and("PSE__SITES__SHOP__MERCHANT__NAME", "Otra")
        .config();
    assert_eq!(config.server.public_url.as_str(), "https://otra.example.co/");
    let shop = config.sites.first();
    assert_eq!(credentials(shop).tran_key.expose_secret(), "another-secret");
    assert_eq!(shop.merchant.name, "Otra");
    assert_eq!(shop.merchant.nit, "900123456");
}

#[test]
fn a_whole_site_may_come_from_variables() {
    let config = TestConfig::nothing()
        .and("PSE__SERVER__PUBLIC_URL", "https://pagos.example.co")
        .and("PSE__PROVIDER__ENDPOINT", "https://api.example.com/soap/pse/")
        .and("PSE__SITES__SHOP__LOGIN", "0123456789abcdef")
        .and("PSE__SITES__SHOP__TRAN_KEY", "a-secret")
        .and("PSE__SITES__SHOP__API_KEYS", "sk_live_0123456789a, sk_live_0123456789b")
        .and("PSE__SITES__SHOP__RETURN_HOSTS", "[\"tienda.example.co\", \".example.co\"]")
        .and("PSE__SITES__SHOP__FAVOURITE_BANKS", "1066,1022")
        .and(
            "PSE__SITES__SHOP__CREDITS",
            r#"[{"entity_code": "10", "service_code": "1"}, {"entity_code": "11", "service_code": "1"}]"#,
        )
        .and("PSE__SITES__SHOP__MERCHANT__NAME", "Tienda")
        .and("PSE__SITES__SHOP__MERCHANT__NIT", "900123456")
        .and("PSE__SITES__SHOP__MERCHANT__PHONE", "6024567890")
        .and("PSE__SITES__SHOP__MERCHANT__EMAIL", "pagos@example.co")
        .config();
    let shop = config.sites.get("shop").unwrap();
    assert_eq!(shop.api_keys.len(), 2);
    assert_eq!(shop.api_keys[1].expose_secret(), "sk_live_0123456789b");
    assert_eq!(shop.return_hosts.len(), 2);
    assert_eq!(shop.favourite_banks, ["1066", "1022"]);
    assert_eq!(shop.credits[1].entity_code, "11");
    assert_eq!(shop.allowed_origins, []);
}

#[test]
fn lists_in_variables_are_written_three_ways() {
    for (text, count) in [
        ("10.0.0.0/8, 192.168.0.1", 2),
        ("[\"10.0.0.0/8\", '192.168.0.1']", 2),
        ("10.0.0.0/8", 1),
        ("", 0),
        ("[]", 0),
    ] {
        let config = TestConfig::nothing().and("PSE__SERVER__TRUSTED_PROXIES", text).config();
        assert_eq!(config.server.trusted_proxies.len(), count, "{text}");
    }
    let config = TestConfig::nothing().and("PSE__SITES__DEMO__RETURN_HOSTS", "[::1], localhost");
    assert_eq!(config.config().sites.first().return_hosts.len(), 2);
    for list in ["[\"a\", \"b\"", "['a'", "[{a = 1]"] {
        assert_eq!(
            TestConfig::nothing().and("PSE__SITES__DEMO__API_KEYS", list).mistakes(),
            [
                "PSE__SITES__DEMO__API_KEYS: sites.demo.api_keys: is not a list; write a, b or [\"a\", \"b\"]"
            ]
        );
    }
}

#[test]
fn a_dash_in_a_sites_name_is_an_underscore_in_a_variables() {
    let file = REAL.replace("sites.shop", "sites.Casa-Turismo");
    let config = TestConfig::file(&file).and("PSE__SITES__CASA_TURISMO__LOGIN", "other").config();
    assert_eq!(config.sites.iter().count(), 1);
    let site = config.sites.get("Casa-Turismo").unwrap();
    assert_eq!(credentials(site).login.expose_secret(), "other");
}

#[test]
fn names_too_like_each_other_are_refused() {
    let (_, site) = REAL.split_once("[sites.shop]").unwrap();
    let site = site.replace("sk_live", "sk_other");
    let file = format!("{REAL}[sites.Shop]{site}");
    assert_eq!(
        TestConfig::file(&file).mistakes(),
        ["pse.toml:15: sites.Shop: is too like \"shop\": variables could not tell them apart"]
    );
}

#[test]
fn a_mistake_in_a_variable_names_the_variable() {
    for (variable, value, mistake) in [
        (
            "PSE__SERVER__LISTEN",
            "nowhere",
            "PSE__SERVER__LISTEN: server.listen: \"nowhere\" is not an IP address and a port, \
             such as 127.0.0.1:8080 or [::1]:8080",
        ),
        (
            "PSE__SEVER__LISTEN",
            "127.0.0.1:1",
            "PSE__SEVER__LISTEN: sever: is not a known key; did you mean \"server\"?",
        ),
        ("PSE__SERVER", "127.0.0.1:1", "PSE__SERVER: server: must be a section, not text"),
        ("PSE__STORE__URL", " ", "PSE__STORE__URL: store.url: is empty"),
        (
            "PSE__SERVER____LISTEN",
            "x",
            "PSE__SERVER____LISTEN: server..listen: names no key: levels are separated by two \
             underscores, once",
        ),
        ("PSE__", "x", "PSE__: names no key: levels are separated by two underscores, once"),
        (
            "PSE__SITES__DEMO__CREDITS",
            "10:1",
            "PSE__SITES__DEMO__CREDITS: sites.demo.credits: must be a list of sections ([{…}, {…}])",
        ),
    ] {
        assert_eq!(TestConfig::nothing().and(variable, value).mistakes(), [mistake]);
    }
}

#[test]
fn two_variables_for_one_key_are_refused() {
    let mistakes = TestConfig::nothing()
        .and("PSE__PROBE__EVERY", "15m")
        .and("PSE__probe__every", "20m")
        .mistakes();
    assert_eq!(mistakes, ["PSE__probe__every: probe.every: is set by two variables"]);
    let mistakes =
        TestConfig::nothing().and("PSE__PROBE", "x").and("PSE__PROBE__EVERY", "20m").mistakes();
    assert_eq!(
        mistakes[0],
        "PSE__PROBE__EVERY: probe.every: is inside something that is not a section"
    );
}

#[test]
fn variables_of_other_programs_are_passed_over() {
    let config = TestConfig::nothing().and("PSE_SERVER", "x").and("PATH", "/bin").config();
    assert!(config.demo.is_some());
}

#[test]
fn the_first_site_of_the_file_is_the_first() {
    let (_, site) = REAL.split_once("[sites.shop]").unwrap();
    let site = site.replace("sk_live", "sk_other");
    let config = TestConfig::file(&format!("{REAL}[sites.agency]{site}")).config();
    let names: Vec<_> = config.sites.iter().map(|site| site.name.as_str()).collect();
    assert_eq!(names, ["shop", "agency"]);
    assert!(config.sites.get("agency").is_some());
    assert!(config.sites.get("nobody").is_none());
}
