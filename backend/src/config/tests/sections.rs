//! The rules of the keys outside sites.

use pse_store_postgres::Connections;

use crate::config::StoreUrl;
use crate::test_support::test_config::TestConfig;

/// Each file has one mistake.
fn refused(file: &str, mistake: &str) {
    assert_eq!(TestConfig::file(file).mistakes(), [mistake], "{file}");
}

#[test]
fn every_mistake_is_reported_at_once() {
    let mistakes = TestConfig::file(
        "[server]\nlisten = \"x\"\nlog = \"xml\"\n[store]\nurl = \"x\"\n[probe]\nevery = \"soon\"\n\
         [sandbox]\nlisten = \"y\"\n",
    )
    .and("PSE__PROVIDER__MAX_CREATES", "many")
    .mistakes();
    assert_eq!(mistakes.len(), 6, "{mistakes:#?}");
}

#[test]
fn where_the_service_listens_and_is_reached() {
    refused(
        "[server]\nlisten = \"localhost:80\"",
        "pse.toml:2: server.listen: \"localhost:80\" is not an IP address and a port, such as 127.0.0.1:8080 or [::1]:8080",
    );
    refused(
        "[server]\npublic_url = \"pagos.example.co\"",
        "pse.toml:2: server.public_url: \"pagos.example.co\" is not an address such as https://host/path",
    );
    refused(
        "[server]\npublic_url = \"ftp://pagos.example.co\"",
        "pse.toml:2: server.public_url: \"ftp://pagos.example.co\" is not an address that begins with https:// or http://",
    );
    refused(
        "[server]\npublic_url = \"https://pagos.example.co/pse\"",
        "pse.toml:2: server.public_url: \"https://pagos.example.co/pse\" has a path; the service is served at its host's root",
    );
    refused(
        "[server]\npublic_url = \"https://ana:clave@pagos.example.co\"",
        "pse.toml:2: server.public_url: names a user or a password, which addresses here can't",
    );
    refused(
        "[server]\nlisten = \"127.0.0.1:8081\"",
        "sandbox.listen: is server.listen too; each needs its own",
    );
}

#[test]
fn the_system_may_choose_both_ports() {
    let written = TestConfig::nothing()
        .and("PSE__SERVER__LISTEN", "127.0.0.1:0")
        .and("PSE__SANDBOX__LISTEN", "127.0.0.1:0");
    assert!(written.config().sandbox.is_some());
}

#[test]
fn proxies_are_addresses_or_networks_and_not_everybody() {
    let proxies =
        TestConfig::file("[server]\ntrusted_proxies = [\"10.1.2.3/8\", \"::1\"]").config();
    let proxies: Vec<_> = proxies.server.trusted_proxies.iter().map(ToString::to_string).collect();
    assert_eq!(proxies, ["10.0.0.0/8", "::1/128"]);
    refused(
        "[server]\ntrusted_proxies = [\n\"10.0.0.0/8\",\n\"proxy\"]",
        "pse.toml:4: server.trusted_proxies[1]: \"proxy\" is not an IP address or a network such as 10.0.0.0/8",
    );
    refused(
        "[server]\ntrusted_proxies = [\"0.0.0.0/0\"]",
        "pse.toml:2: server.trusted_proxies[0]: \"0.0.0.0/0\" would believe everybody; name the proxies' own network",
    );
    let parts: Vec<_> = (0..=255).map(|n| format!("\"{n}.0.0.0/8\"")).collect();
    refused(
        &format!("[server]\ntrusted_proxies = [{}]", parts.join(", ")),
        "pse.toml:2: server.trusted_proxies: together would believe everybody; name the proxies' own network",
    );
}

#[test]
fn logs_are_of_a_known_form_and_level() {
    refused(
        "[server]\nlog = \"xml\"",
        "pse.toml:2: server.log: \"xml\" is none of \"auto\", \"json\", \"human\"",
    );
    refused(
        "[server]\nlog_level = \"pse_backend=loud\"",
        "pse.toml:2: server.log_level: \"pse_backend=loud\" is neither a level (error, warn, info, debug, trace, off) nor directives such as \"info,pse_backend=debug\"",
    );
}

#[test]
fn metrics_that_others_can_reach_need_a_token() {
    let written = "[metrics]\nlisten = \"127.0.0.1:9000\"\ntoken = \"0123456789abcdef\"";
    let metrics = TestConfig::file(written).config().metrics;
    assert!(metrics.listen_is_written && metrics.bearer.is_some());
    refused(
        "[metrics]\nlisten = \"0.0.0.0:9464\"",
        "metrics.token: is missing: metrics.listen can be reached from other machines",
    );
    refused(
        "[metrics]\ntoken = \"short\"",
        "pse.toml:2: metrics.token: has fewer than 16 characters",
    );
    refused(
        "[metrics]\nlisten = \"127.0.0.1:8081\"",
        "pse.toml:2: metrics.listen: is sandbox.listen too; each needs its own",
    );
}

#[test]
fn a_store_is_an_sqlite_file_or_a_postgresql_database() {
    refused(
        "[store]\nurl = \"mysql\"",
        "pse.toml:2: store.url: \"mysql\" is not a store such as sqlite:pse.sqlite or postgres://user@host/database",
    );
    for (url, reason) in [
        (
            "mysql://db/pse",
            "is not a store such as sqlite:pse.sqlite or postgres://user@host/database",
        ),
        ("postgres://db/pse", "names no user: postgres://user@host/database"),
        ("postgres://pse@db", "names no database: postgres://user@host/database"),
        ("postgres://pse:hush/pse", "names no user: postgres://user@host/database"),
    ] {
        refused(&format!("[store]\nurl = \"{url}\""), &format!("pse.toml:2: store.url: {reason}"));
    }
}

#[test]
fn a_postgresql_database_has_keys_of_its_own() {
    let file = "[store]\nurl = \"postgres://pse@db1,db2:5433/pse\"\npassword_file = \"password\"\nprepared = false\n\
        direct_url = \"postgres://owner@db1/pse\"\ndirect_password = \"hush-direct\"\nbuyers_connections = 20";
    let config = TestConfig::file(file).and_file("password", "hush\n").config();
    let StoreUrl::Postgres(store) = &config.store.url else { panic!("{:?}", config.store) };
    assert_eq!(store.url.to_string(), "postgres://pse@db1,db2:5433/pse");
    assert!(store.url.has_password() && store.direct_url.as_ref().unwrap().has_password());
    assert!(!store.prepared);
    let Connections { buyers, probe, reading } = store.connections;
    assert_eq!((buyers, probe, reading), (20, 4, 2));
    for (key, reason) in [
        (
            "password = \"hush\"",
            "password: is for a PostgreSQL database, and store.url names an SQLite file",
        ),
        (
            "direct_url = \"postgres://pse@db/pse\"",
            "direct_url: is for a PostgreSQL database, and store.url names an SQLite file",
        ),
        (
            "url = \"postgres://pse:hush@db/pse\"\npassword = \"hush\"",
            "password: is given, and the address has a password, too; keep one of them",
        ),
        (
            "url = \"postgres://pse@db/pse\"\ndirect_password = \"hush\"",
            "direct_password: is given without direct_url",
        ),
        (
            "url = \"postgres://pse@db/pse\"\nprobe_connections = 2",
            "probe_connections: \"2\" is not a whole number from 3 to 1000",
        ),
    ] {
        let mistakes = TestConfig::file(&format!("[store]\n{key}")).mistakes();
        assert_eq!(mistakes.len(), 1, "{mistakes:?}");
        assert!(mistakes[0].ends_with(&format!(": store.{reason}")), "{mistakes:?}");
    }
}

#[test]
fn the_providers_times_and_limits_are_bounded() {
    refused(
        "[provider]\ncreate_timeout = \"soon\"",
        "pse.toml:2: provider.create_timeout: \"soon\" is not a length of time such as \"8m\", \"2m30s\", \"500ms\", \"PT8M\" or 480 (seconds)",
    );
    refused(
        "[provider]\nquestion_timeout = 601",
        "pse.toml:2: provider.question_timeout: \"601\" is over 10m",
    );
    refused(
        "[provider]\nconnect_timeout = 30\nquestion_timeout = 40",
        "pse.toml:2: provider.connect_timeout: is longer than create_timeout, which it is part of",
    );
    refused(
        "[provider]\nmax_creates = 0",
        "pse.toml:2: provider.max_creates: \"0\" is not a whole number from 1 to 10000",
    );
    refused(
        "[provider]\nnamespace = \"pse\"",
        "pse.toml:2: provider.namespace: \"pse\" is not an address such as https://host/path",
    );
}

#[test]
fn no_time_is_zero_even_with_the_sandbox() {
    for key in ["provider.connect_timeout", "provider.create_timeout", "provider.question_timeout"]
        .into_iter()
        .chain(["probe.first_after", "probe.every"])
    {
        refused(
            &format!("{key} = \"0s\""),
            &format!("pse.toml:1: {key}: \"0s\" is no time at all; it must be above zero"),
        );
    }
}

#[test]
fn a_probe_asks_at_least_once_a_day() {
    refused("[probe]\nevery = \"25h\"", "pse.toml:2: probe.every: \"25h\" is over 24h");
    refused(
        "[probe]\nin_flight = 1001",
        "pse.toml:2: probe.in_flight: \"1001\" is not a whole number from 1 to 1000",
    );
}

#[test]
fn alerts_go_to_an_address_that_is_not_shown() {
    refused(
        "[alerts]\nwebhook = \"slack\"",
        "pse.toml:2: alerts.webhook: is not an address such as https://host/path",
    );
}
