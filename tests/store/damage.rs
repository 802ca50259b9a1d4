//! A damaged file: the service notices, takes no more payments, and says which file it is and what to do.

use std::path::Path;

use pse_tests::orders::order;
use pse_tests::{Backend, wait_until};

use crate::deeds::Commands;

/// Overwrites a page, by its number from 1, or all but its head.
fn wound(file: &Path, page: usize, head: usize) {
    let mut bytes = std::fs::read(file).unwrap();
    bytes[(page - 1) * 4096 + head..page * 4096].fill(7);
    std::fs::write(file, bytes).unwrap();
}

/// The root page of a table or an index, as Python's own SQLite reads it.
fn root(file: &Path, name: &str) -> usize {
    let ask = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute(\
        'SELECT rootpage FROM sqlite_schema WHERE name = ?', (sys.argv[2],)).fetchone()[0])";
    let output =
        std::process::Command::new("python3").args(["-c", ask]).arg(file).arg(name).output();
    String::from_utf8(output.unwrap().stdout).unwrap().trim().parse().unwrap()
}

#[tokio::test]
async fn a_damaged_index_stops_payments_and_readiness_and_is_mended_by_a_backup() {
    let mut backend = Backend::start().await;
    let begun = backend.shop().has_a_buyer().await.begins_with("9005").await;
    let _ = backend.does(&["store", "backup", "backup.sqlite"]);
    backend.ask_to_stop();
    assert!(backend.exit().await.success());
    let setup = backend.left_behind();
    let file = setup.path("pse.sqlite");
    wound(&file, root(&file, "payments_cus"), 8);

    let backend = setup.start_unready().await;
    backend.logs("The store is damaged").await;
    let log = backend.log();
    assert!(log.contains("pse.sqlite: ") && log.contains("pse-backend store restore"), "{log}");
    let answer = backend.http().get("/readyz").await;
    let problem = answer.problem(503, "store_unavailable");
    assert!(problem["detail"].as_str().unwrap().contains("dañado"), "{problem}");
    let _ = backend.shop().create_checkout(&order()).await.problem(503, "store_unavailable");
    assert_eq!(backend.figure(r#"pse_alerts_total{alert="store_damaged"}"#).await, 1);
    // What can be read still is.
    assert_eq!(backend.shop().payment(&begun.payment).await["state"], "pending");
    assert!(backend.refuses(&["store", "verify"]).contains("payments_cus"));

    let setup = backend.kill();
    assert!(setup.refuses(&[]).contains("was found to be damaged"));
    let _ = setup.does(&["store", "restore", "backup.sqlite", "--force"]);
    let backend = setup.start().await;
    assert_eq!(backend.shop().payment(&begun.payment).await["state"], "pending");
    assert!(backend.does(&["store", "verify"]).contains("is whole"));
}

#[tokio::test]
async fn damage_that_comes_while_the_service_runs_is_noticed_by_whoever_meets_it() {
    let mut backend = Backend::start().await;
    let buyer = backend.shop().has_a_buyer().await;
    backend.ask_to_stop();
    assert!(backend.exit().await.success());
    let backend = backend.left_behind().start().await;
    let file = backend.path("pse.sqlite");
    wound(&file, root(&file, "sqlite_autoindex_checkouts_1"), 0);
    let _ = backend.http().get(&format!("/v1/checkouts/{}", buyer.checkout)).await;
    wait_until("that it is not ready", async || {
        (backend.http().get("/readyz").await.status == 503).then_some(())
    })
    .await;
    backend.logs("The store is damaged").await;
}

#[tokio::test]
async fn a_file_that_is_no_store_is_named_at_the_start() {
    let mut backend = Backend::start().await;
    backend.ask_to_stop();
    assert!(backend.exit().await.success());
    let setup = backend.left_behind();
    let file = setup.path("pse.sqlite");
    let whole = std::fs::read(&file).unwrap();
    for (content, what) in [
        (b"<html>no database at all</html>".repeat(100), "not a database"),
        (whole[..whole.len() / 2].to_vec(), "cut off"),
        (Vec::new(), "is empty, though it was a store before"),
    ] {
        std::fs::write(&file, content).unwrap();
        let said = setup.refuses(&[]);
        assert!(said.contains("pse.sqlite") && said.contains(what), "{said}");
        assert!(said.contains("pse-backend store restore"), "{said}");
        assert!(setup.refuses(&["store", "verify"]).contains("pse.sqlite"));
    }
}
