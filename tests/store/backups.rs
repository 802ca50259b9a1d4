//! Backups: made under load, restored, cut short.

use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use pse_tests::http::text;
use pse_tests::orders::order;
use pse_tests::{Backend, Setup, Shop, wait_until};
use serde_json::Value;
use tokio::sync::mpsc;

use crate::deeds::{Commands, rows};

/// Lets buyers begin payments one after the other until `enough`; tells the id of each.
async fn buyers_come(shop: Shop, enough: Arc<AtomicBool>, begun: mpsc::UnboundedSender<String>) {
    while !enough.load(Ordering::Relaxed) {
        let buyer = shop.sells(&order()).await;
        let _ = begun.send(buyer.begins_with("9005").await.payment);
    }
}

/// The payments by id, each with what cannot change while it is pending.
async fn payments(backend: &Backend) -> BTreeMap<String, (Value, Value)> {
    let rows = backend.shop().payments().await;
    rows.into_iter()
        .map(|row| (text(&row["id"]).to_owned(), (row["reference"].clone(), row["cus"].clone())))
        .collect()
}

#[tokio::test]
async fn a_backup_under_load_has_every_payment_of_its_moment_and_is_restored() {
    let mut backend = Backend::start().await;
    let (begun, mut told) = mpsc::unbounded_channel();
    let enough = Arc::new(AtomicBool::new(false));
    let buyers: Vec<_> = (0..4)
        .map(|_| tokio::spawn(buyers_come(backend.shop(), Arc::clone(&enough), begun.clone())))
        .collect();
    let mut before = Vec::new();
    while before.len() < 20 {
        before.push(told.recv().await.unwrap());
    }
    let made = backend.does(&["store", "backup", "backup.sqlite"]);
    // The load went on meanwhile, and goes on.
    let after = told.recv().await.unwrap();
    enough.store(true, Ordering::Relaxed);
    for buyer in buyers {
        buyer.await.unwrap();
    }
    let file = backend.path("backup.sqlite");
    assert!(made.contains(&format!("{}", file.display())), "{made}");
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert!(backend.does(&["store", "verify", "backup.sqlite"]).contains("is whole"));
    assert!(backend.does(&["store", "verify"]).contains("is whole"));
    assert!(backend.refuses(&["store", "backup", "backup.sqlite"]).contains("is there already"));
    assert!(
        backend
            .refuses(&["store", "restore", "backup.sqlite", "--force"])
            .contains("stop it first")
    );
    let all = payments(&backend).await;
    assert!(all.contains_key(&after));

    backend.ask_to_stop();
    assert!(backend.exit().await.success());
    let setup = backend.left_behind();
    assert!(setup.refuses(&["store", "restore", "backup.sqlite"]).contains("--force"));
    let said = setup.does(&["store", "restore", "backup.sqlite", "--force"]);
    assert!(
        said.contains("pse.sqlite.before-restore-1") && said.contains("GET /v1/payments"),
        "{said}"
    );
    let backend = setup.start().await;
    let restored = payments(&backend).await;
    assert!(
        before.iter().all(|id| restored.contains_key(id)),
        "{} of {}",
        restored.len(),
        all.len()
    );
    for (id, (reference, cus)) in &restored {
        // One that was being created at that moment has become unanswered, and has no CUS.
        let (known, its_cus) = &all[id];
        assert!(known == reference && (cus.is_null() || cus == its_cus), "{id}");
    }
    let buyer = backend.shop().has_a_buyer().await;
    let _ = buyer.begins_with("9001").await;
}

/// A setup whose store has so many megabytes, and has been left.
async fn heavy(megabytes: u32) -> Setup {
    let mut backend = Backend::start().await;
    backend.ask_to_stop();
    assert!(backend.exit().await.success());
    let setup = backend.left_behind();
    let fill = "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); \
        d.execute('CREATE TABLE ballast (b)'); \
        d.executemany('INSERT INTO ballast VALUES (zeroblob(1000000))', [()] * int(sys.argv[2])); d.commit(); d.close()";
    let mut python = Command::new("python3");
    python.args(["-c", fill]).arg(setup.path("pse.sqlite")).arg(megabytes.to_string());
    let filled = python.status();
    assert!(filled.unwrap().success());
    setup
}

fn left(setup: &Setup) -> Vec<String> {
    let folder = std::fs::read_dir(setup.path("")).unwrap();
    let names = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with("backup")).collect()
}

#[tokio::test]
async fn a_backup_that_is_killed_is_no_backup_and_the_next_one_clears_it_away() {
    let setup = heavy(100).await;
    let mut killed =
        setup.program(&["store", "backup", "backup.sqlite"]).stdout(Stdio::null()).spawn().unwrap();
    wait_until("a backup under way", async || {
        let part = setup.path("backup.sqlite.part").metadata();
        part.is_ok_and(|part| part.len() > 0).then_some(())
    })
    .await;
    killed.kill().unwrap();
    assert!(!killed.wait().unwrap().success(), "it was too quick to be killed");
    assert!(!setup.path("backup.sqlite").exists());
    let _ = setup.does(&["store", "backup", "backup.sqlite"]);
    assert_eq!(left(&setup), ["backup.sqlite"]);
    assert!(setup.does(&["store", "verify", "backup.sqlite"]).contains("is whole"));
}

#[tokio::test]
async fn a_backup_that_does_not_fit_leaves_nothing_behind() {
    let setup = heavy(4).await;
    let program = setup.program(&["store", "backup", "backup.sqlite"]);
    let mut shell = Command::new("sh");
    // In blocks of 512 bytes; the signal that comes with it is left aside.
    shell
        .args(["-c", "trap '' XFSZ; ulimit -f 2000; exec \"$@\"", "sh"])
        .arg(program.get_program());
    let output = shell.args(program.get_args()).current_dir(setup.path("")).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("backup.sqlite"), "{said}");
    assert_eq!(left(&setup), Vec::<String>::new());
    assert!(
        setup
            .refuses(&["store", "backup", "no/such/folder/backup.sqlite"])
            .contains("cannot write")
    );
}

#[tokio::test]
async fn what_the_store_has_is_the_same_through_the_service_and_without_it() {
    let mut backend = Backend::start().await;
    for bank in ["9005", "9006"] {
        let _ = backend.shop().has_a_buyer().await.pays_with(bank).await;
    }
    let through = backend.stats();
    assert_eq!((rows(&through, "payments"), rows(&through, "checkouts")), (2, 2));
    assert!(
        through["oldest_due_probe"].is_string() && through["schema_version"].as_i64() > Some(13)
    );
    let table = backend.does(&["store", "stats"]);
    assert!(
        table.contains("pending 1, refused 1") && table.contains("undelivered notifications"),
        "{table}"
    );
    backend.ask_to_stop();
    assert!(backend.exit().await.success());
    let without = backend.left_behind().stats();
    assert_eq!(without["tables"], through["tables"]);
    assert_eq!(without["log_bytes"], 0);
}
