//! What `check` prints.

use crate::test_support::test_config::{REAL, TestConfig};

#[test]
fn a_good_configuration_is_shown_whole_with_where_each_value_came_from() {
    let report = TestConfig::file(REAL).and("PSE__PROBE__EVERY", "20m").report();
    let text = report.to_string();
    assert!(report.is_ok(), "{text}");
    assert!(text.starts_with("No mistakes. Payments go to a real provider.\n"), "{text}");
    let value = |key: &str| {
        let line = text.lines().find(|line| line.split_whitespace().next() == Some(key));
        line.unwrap_or_else(|| panic!("{key} in {text}")).split_once(" = ").unwrap().1.to_owned()
    };
    assert_eq!(value("server.listen"), "127.0.0.1:8080  (default)");
    assert_eq!(value("probe.every"), "20m  (PSE__PROBE__EVERY)");
    assert!(value("server.public_url").ends_with("pse.toml:3)"));
    assert!(value("sites.shop.tran_key").starts_with("********  ("));
    assert!(value("sites.shop.api_keys").starts_with("******** (1)  ("));
    assert!(value("sites.shop.return_hosts").starts_with("[tienda.example.co]  ("));
    assert!(value("sites.shop.merchant.nit").starts_with("900123456  ("));
}

#[test]
fn a_password_inside_an_address_is_masked_and_makes_its_file_a_secret() {
    let written = TestConfig::file("[store]\nurl = \"postgres://pse:hush@db/pse\"");
    let readable = std::os::unix::fs::PermissionsExt::from_mode(0o644);
    std::fs::set_permissions(written.path("pse.toml"), readable).unwrap();
    let text = written.report().to_string();
    assert!(text.contains("= postgres://pse:********@db/pse  ("), "{text}");
    assert!(!text.contains("hush"), "{text}");
    let warning = text.lines().find(|line| line.starts_with("Warning: ")).unwrap_or_default();
    assert!(warning.contains("pse.toml") && warning.contains("chmod"), "{text}");
}

#[test]
fn a_proxy_that_must_be_there_and_is_not_named_is_a_finding() {
    let finding = "Look at this: server.public_url is https, so a proxy stands before this service";
    let report = TestConfig::file(REAL).report();
    assert!(report.is_ok());
    assert!(report.to_string().contains(finding), "{report}");
    let named = REAL.replace("[server]", "[server]\ntrusted_proxies = [\"10.0.0.1\"]");
    let text = TestConfig::file(&named).report().to_string();
    assert!(!text.contains("Look at this"), "{text}");
    let text = TestConfig::nothing().report().to_string();
    assert!(!text.contains("Look at this"), "{text}");
}

#[test]
fn the_demo_says_that_it_is_one() {
    let text = TestConfig::nothing().report().to_string();
    assert!(text.starts_with("No mistakes. Payments go to a sandbox, with the demo shop.\n"));
    assert!(text.contains("= the sandbox inside  (default)"), "{text}");
}

#[test]
fn a_bad_configuration_is_shown_by_its_mistakes() {
    let report = TestConfig::file("[server]\nlisten = \"x\"\nlog = \"y\"").report();
    assert!(!report.is_ok());
    let text = report.to_string();
    assert!(text.starts_with("2 mistakes in the configuration\n  "), "{text}");
    assert_eq!(text.lines().count(), 3, "{text}");
}

#[test]
fn several_providers_are_told_with_the_sites_that_pay_through_each() {
    let file = REAL.replace(
        "[provider]",
        "[providers.near]\nendpoint = \"http://127.0.0.1:9/\"\n[providers.default]",
    ) + "provider = \"default\"\n";
    let text = TestConfig::file(&file).report().to_string();
    assert!(
        text.starts_with(
            "No mistakes. Payments go to several providers:\n  \
             near (a sandbox): no new ones; it is asked about earlier ones\n  \
             default (a real provider): those of shop\nThe probe carries "
        ),
        "{text}"
    );
    let text = TestConfig::file("[providers.one]\n[providers.two]\n").report().to_string();
    assert!(
        text.starts_with(
            "No mistakes. Payments go to several providers, with the demo shop:\n  \
             one (a sandbox): those of demo\n"
        ),
        "{text}"
    );
}

#[test]
fn it_says_how_many_pending_payments_the_probe_carries() {
    let carried = |variables: &[(&str, &str)]| {
        let config = variables
            .iter()
            .fold(TestConfig::file(REAL), |config, (name, value)| config.and(name, value));
        let text = config.report().to_string();
        text.lines().nth(1).unwrap().to_owned()
    };
    assert_eq!(
        carried(&[]),
        "The probe carries 7200 pending payments when the provider answers in 1s (720 when it takes 10s): \
         8 questions at once, each payment again after 15m."
    );
    assert!(
        carried(&[("PSE__PROBE__IN_FLIGHT", "64"), ("PSE__PROBE__EVERY", "30m")])
            .contains("16 questions at once, each payment again after 30m."),
        "no more than `max_questions`"
    );
}
