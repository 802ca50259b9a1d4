//! What is right is taken, shown without its secrets, and starts.

use pse_tests::{Backend, Setup};

#[test]
fn check_says_what_everything_comes_to_and_where_it_was_written() {
    let setup = Setup::new()
        .file("[probe]\nevery = \"20m\"\n")
        .set("PSE__SITES__DEMO__TRAN_KEY", "canario-secreto");
    let output = setup.run(&["check"]);
    assert!(output.status.success(), "{output:?}");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        said.starts_with("No mistakes. Payments go to a sandbox, with the demo shop."),
        "{said}"
    );
    let line =
        |key: &str| said.lines().find(|line| line.starts_with(key)).unwrap_or_default().to_owned();
    assert!(line("probe.every").ends_with("= 20m  (pse.toml:2)"), "{said}");
    assert!(line("probe.first_after").ends_with("= 8m  (default)"), "{said}");
    assert!(line("server.listen").ends_with("= 127.0.0.1:0  (PSE__SERVER__LISTEN)"), "{said}");
    assert!(!said.contains("canario-secreto"), "{said}");
    assert!(!setup.path("pse.sqlite").exists(), "checking makes no store");
}

#[test]
fn the_schema_is_printed_whatever_is_configured() {
    let setup = Setup::new().file("[server\n").set("PSE__SERVER__LISTEN", "nowhere");
    let output = setup.run(&["config", "schema"]);
    assert!(output.status.success(), "{output:?}");
    let schema: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["properties"]["probe"]["properties"]["every"]["default"], "15m");
}

#[tokio::test]
async fn with_nothing_configured_there_is_a_shop_a_sandbox_and_a_store() {
    let backend = Backend::start().await;
    assert!(backend.http().get("/").await.text.contains("Casa del Turismo"));
    assert_eq!(backend.http().get(&backend.sandbox.url).await.status, 200);
    let begun = backend.shop().has_a_buyer().await.begins_with("9001").await;
    let backend = backend.kill().start().await;
    assert_eq!(backend.shop().payment(&begun.payment).await["state"], "pending");
}

#[tokio::test]
async fn a_port_that_is_taken_is_named() {
    let backend = Backend::start().await;
    let address = backend.url.trim_start_matches("http://").to_owned();
    let output = Setup::new().set("PSE__SERVER__LISTEN", &address).run(&[]);
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains(&address), "{said}");
}

/// The sandbox's published secret, as an editor of Windows and as an `--env-file` give it.
#[tokio::test]
async fn what_was_added_to_a_secret_is_named_by_check_and_at_the_start_and_no_secret_is() {
    const SECRET: &str = "024h1IlD";
    let marked = Setup::new();
    std::fs::write(marked.path("key"), format!("\u{feff}{SECRET}\r\n")).unwrap();
    let path = marked.path("key").display().to_string();
    let marked = marked.set("PSE__SITES__DEMO__TRAN_KEY_FILE", path);
    let quoted = Setup::new().set("PSE__SITES__DEMO__TRAN_KEY", format!("\"{SECRET}\""));
    for (setup, named, banks) in [
        (marked, "TRAN_KEY_FILE: sites.demo.tran_key: begins with a byte order mark", 200),
        (quoted, "TRAN_KEY: sites.demo.tran_key: stands in quotes", 503),
    ] {
        let output = setup.run(&["check"]);
        assert!(output.status.success(), "{output:?}");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(said.contains(&format!("Warning: PSE__SITES__DEMO__{named}")), "{said}");
        let backend = setup.start().await;
        backend.logs(named).await;
        assert_eq!(backend.http().get("/v1/banks").await.status, banks, "{named}");
        assert!(!format!("{said}{}", backend.log()).contains(SECRET), "{named}");
    }
}
