//! schemathesis makes thousands of requests of the API's own description, such as it allows and such as it forbids, and
//! checks each answer by it: no 5xx, no status, type, header or body that is not described, nothing right refused, nothing
//! wrong taken, no door open without its key. What it may find is in `schemathesis.toml`, each with its reason.

use std::path::Path;
use std::process::{Command, Stdio};
use std::{fs, iter};

use pse_tests::folder::TempFolder;
use pse_tests::programs::project;
use pse_tests::{Backend, Setup};
use serde_json::{Value, json};

/// So many checkouts are there to be paid, as each takes only some attempts.
const CHECKOUTS: usize = 12;
/// Fewer requests than this are no look at the whole API.
const AT_LEAST: u64 = 1_000;

#[tokio::test]
async fn with_a_merchants_key_every_answer_is_as_described() {
    let backend = Setup::new()
        .set("PSE__SITES__DEMO__RETURN_HOSTS", "127.0.0.1, tienda.example.co")
        .set("PSE__SITES__DEMO__WEBHOOK__URL", "http://127.0.0.1:1/")
        .set("PSE__SITES__DEMO__WEBHOOK__SECRET", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        .start()
        .await;
    let report = attack(&backend, Some("sk_demo")).await;
    assert!(report["test_cases"]["generated"].as_u64().unwrap() > AT_LEAST, "{report}");
    let paid = backend.shop().payments().await;
    assert!(paid.len() > 1, "no payment was made of what was sent: {paid:?}");
}

#[tokio::test]
async fn without_a_key_every_answer_is_as_described() {
    let backend = Backend::start().await;
    let report = attack(&backend, None).await;
    assert!(report["test_cases"]["generated"].as_u64().unwrap() > AT_LEAST, "{report}");
}

/// Runs schemathesis against a service, which must find nothing; gives its report.
async fn attack(backend: &Backend, key: Option<&str>) -> Value {
    let folder = TempFolder::new();
    let settings = project().join("tests/hostile/schemathesis.toml");
    let _ = folder.write("schemathesis.toml", &fs::read_to_string(settings).unwrap());
    write_ids(&folder, backend).await;
    let mut command = Command::new(project().join("target/schemathesis/bin/schemathesis"));
    command
        .current_dir(folder.path())
        .args(["run", &format!("{}/openapi.json", backend.url)])
        .args(["--phases", "examples,coverage,fuzzing", "--no-color"])
        .args(["--report", "json", "--report-json-path", "report.json"])
        .args(key.iter().flat_map(|key| ["-H".to_owned(), format!("Authorization: Bearer {key}")]))
        .stdin(Stdio::null());
    let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap();
    let output = output.unwrap_or_else(|error| panic!("{error}; run scripts/setup test"));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let report = fs::read_to_string(folder.path().join("report.json")).unwrap();
    let report: Value = report.parse().unwrap();
    assert_eq!(report["operations"]["tested"], report["operations"]["total"], "{said}");
    assert_eq!(report["warnings"]["dictionary_mismatch"], json!([]), "{said}");
    assert!(!backend.log().contains("panicked"), "{}", backend.log());
    report
}

/// Writes what is there into the files from which the settings take ids: checkouts, one of them paid for, its payment
/// and its notification.
async fn write_ids(folder: &TempFolder, backend: &Backend) {
    let shop = backend.shop();
    let mut checkouts = Vec::new();
    for _ in 0..CHECKOUTS {
        checkouts.push(shop.has_a_buyer().await);
    }
    let begun = checkouts[0].begins_with("9001").await;
    backend.sandbox.force(&checkouts[0].reference, "OK").await;
    let _ = shop.probe(&begun.payment).await;
    let told = shop.get(&format!("/v1/payments/{}/notifications", begun.payment)).await;
    let told = told.json(200)["notifications"][0]["id"].clone();
    // Where nobody is told, the id is one that could be.
    let told = told.as_str().map_or_else(|| format!("msg_{}", "a".repeat(32)), str::to_owned);
    let ids = checkouts.iter().map(|buyer| buyer.checkout.as_str());
    write_list(folder.path(), "checkouts", ids);
    write_list(folder.path(), "payments", iter::once(begun.payment.as_str()));
    write_list(folder.path(), "notifications", iter::once(told.as_str()));
}

fn write_list<'a>(folder: &Path, name: &str, ids: impl Iterator<Item = &'a str>) {
    let lines: String = ids.map(|id| format!("\"{id}\"\n")).collect();
    fs::write(folder.join(format!("{name}.txt")), lines).unwrap();
}
