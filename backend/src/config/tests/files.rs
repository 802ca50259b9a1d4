//! The file itself: there or not, well formed or not, with keys nobody knows.

use crate::config::Config;
use crate::test_support::test_config::TestConfig;

#[test]
fn a_named_file_must_be_there() {
    let written = TestConfig::nothing();
    let path = written.path("other.toml");
    let error = Config::load(Some(&path), Vec::new()).unwrap_err().to_string();
    assert!(error.contains("other.toml:1: can't be read: No such file"), "{error}");
}

#[test]
fn the_default_file_is_read_when_it_is_there() {
    let config = TestConfig::file("[server]\nlisten = \"127.0.0.1:9191\"").config();
    assert_eq!(config.server.listen.port(), 9191);
}

#[test]
fn mistakes_of_syntax_are_all_named_by_line_and_show_no_secret() {
    let mistakes = TestConfig::file(
        "[sites.shop]\ntran_key = \"hush-hush\napi_keys = [\"hush-hush\"]\n[server\nlisten = 1",
    )
    .mistakes();
    assert!(mistakes.len() > 1, "{mistakes:?}");
    assert!(mistakes[0].starts_with("pse.toml:2: is not TOML: "), "{mistakes:?}");
    assert!(mistakes.iter().any(|it| it.starts_with("pse.toml:4: is not TOML: ")), "{mistakes:?}");
    assert!(!mistakes.join("\n").contains("hush-hush"), "{mistakes:?}");
}

#[test]
fn a_key_written_twice_is_a_mistake() {
    let mistakes = TestConfig::file("[probe]\nevery = \"15m\"\nevery = \"20m\"").mistakes();
    assert_eq!(mistakes, ["pse.toml:3: is not TOML: duplicate key"]);
}

#[test]
fn unknown_keys_are_refused_with_the_nearest_known_one() {
    let mistakes = TestConfig::file(
        "[sever]\nlisten = \"127.0.0.1:1\"\n[server]\nlisen = \"127.0.0.1:1\"\n[probe]\nzzz = 1\n",
    )
    .mistakes();
    assert_eq!(
        mistakes,
        [
            "pse.toml:4: server.lisen: is not a known key; did you mean \"listen\"?",
            "pse.toml:6: probe.zzz: is not a known key; known here: every, first_after, in_flight",
            "pse.toml:1: sever: is not a known key; did you mean \"server\"?",
        ]
    );
}

#[test]
fn unknown_keys_inside_a_site_are_refused() {
    let file = crate::test_support::test_config::REAL
        .replace("tran_key", "trankey")
        .replace("phone", "fone");
    assert_eq!(
        TestConfig::file(&file).mistakes(),
        [
            "pse.toml:8: sites.shop.tran_key: is missing",
            "pse.toml:14: sites.shop.merchant.phone: is missing",
            "pse.toml:14: sites.shop.merchant.fone: is not a known key; did you mean \"phone\"?",
            "pse.toml:10: sites.shop.trankey: is not a known key; did you mean \"tran_key\"?",
        ]
    );
}

#[test]
fn values_of_the_wrong_kind_are_named() {
    let mistakes = TestConfig::file(
        "store = 5\n[server]\nlisten = 8080\ntrusted_proxies = \"10.0.0.0/8\"\n\
         [provider]\nmax_creates = 1.5\n[sandbox]\nenabled = 1\n[probe]\nevery = [1]",
    )
    .mistakes();
    assert_eq!(
        mistakes,
        [
            "pse.toml:3: server.listen: must be text in quotes, not a number",
            "pse.toml:4: server.trusted_proxies: must be a list of texts, not text",
            "pse.toml:1: store: must be a section, not a number",
            "pse.toml:8: sandbox.enabled: must be true or false, not a number",
            "pse.toml:6: provider.max_creates: must be a whole number or text, not a number with a point",
            "pse.toml:10: probe.every: must be a whole number or text, not a list",
        ]
    );
}

#[test]
fn a_folder_is_no_file() {
    let written = TestConfig::nothing();
    let error = Config::load(Some(&written.path(".")), Vec::new()).unwrap_err().to_string();
    assert!(error.contains("can't be read"), "{error}");
}
