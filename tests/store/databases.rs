//! The verbs with a PostgreSQL database: a store moves there and back, is looked at, backed up and restored.

use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;

use pse_store_postgres::test_server::{TestDatabase, TestServer};
use pse_tests::orders::order;
use pse_tests::{Backend, Sandbox, Setup, wait_until};

use crate::deeds::{Commands, rows, with_many_people};

/// A database whose address has a password, though nobody asks for it.
struct Database(TestDatabase);

impl Database {
    fn new() -> Self {
        Self(TestServer::shared().database())
    }

    /// The address without its password, as it may be shown.
    fn shown(&self) -> String {
        self.0.url()
    }

    fn url(&self) -> String {
        self.0.url().replace("postgres@", "postgres:s3cret@")
    }
}

/// The settings of a service whose provider outlives it, with few connections.
fn setup(sandbox: &Sandbox) -> Setup {
    Setup::new()
        .endpoint(&sandbox.endpoint())
        .set("PSE__PROBE__FIRST_AFTER", "4s")
        .set("PSE__PROBE__EVERY", "4s")
        .set("PSE__STORE__BUYERS_CONNECTIONS", "4")
        .set("PSE__STORE__PROBE_CONNECTIONS", "3")
        .set("PSE__STORE__READING_CONNECTIONS", "1")
}

async fn stopped(mut backend: Backend) -> Setup {
    backend.ask_to_stop();
    assert!(backend.exit().await.success());
    backend.left_behind()
}

#[tokio::test]
async fn a_payment_begun_on_a_file_is_ended_on_a_database_and_known_on_another_file() {
    let (sandbox, database) = (Sandbox::start().await, Database::new());
    let backend = setup(&sandbox).start().await;
    let buyer = backend.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9001").await;
    let order = order();
    let made = backend.shop().create_checkout_once(&order, "order-1").await.json(201);
    let url = database.url();
    let copy = ["store", "copy", "--to", &url];
    assert!(backend.refuses(&copy).contains("stop it first"));
    let setup = stopped(backend).await;
    with_many_people(&setup.path("pse.sqlite"), 20_000);

    let mut killed = setup.program(&copy).stdout(Stdio::null()).spawn().unwrap();
    let filling = "SELECT count(*) FROM pg_class WHERE relname = 'persons'";
    wait_until("a copy under way", async || {
        let is_begun =
            database.0.run(filling) == "1" && database.0.run("SELECT count(*) FROM persons") != "0";
        is_begun.then_some(())
    })
    .await;
    killed.kill().unwrap();
    assert!(!killed.wait().unwrap().success(), "it was too quick to be killed");
    let new = setup.set("PSE__STORE__URL", &url);
    let said = new.refuses(&[]);
    assert!(
        said.contains("is being copied to this database") && !said.contains("s3cret"),
        "{said}"
    );

    let setup = new.set("PSE__STORE__URL", "sqlite:pse.sqlite");
    let said = setup.does(&copy);
    assert!(said.contains("payments  1 rows, all compared"), "{said}");
    assert!(said.contains(&database.shown()) && !said.contains("s3cret"), "{said}");
    let said = setup.refuses(&[]);
    assert!(said.contains(&format!("was copied to {}", database.shown())), "{said}");
    let new = setup.set("PSE__STORE__URL", &url);
    assert!(new.does(&["store", "verify"]).contains("is whole"));

    // The buyer pays, and the service over the new store finds out; what a key made is not made again.
    let backend = new.start().await;
    let _ = buyer.presses_at_the_bank(&begun, "Pagar").await;
    let _ = backend.shop().sees_payment(&begun.payment, "approved").await;
    let again = backend.shop().create_checkout_once(&order, "order-1").await;
    assert_eq!(again.json(201)["id"], made["id"]);
    let _ = backend.shop().has_a_buyer().await.begins_with("9005").await;
    let stats = backend.stats();
    assert_eq!((rows(&stats, "payments"), &stats["processes"]), (2, &1.into()));
    let table = backend.does(&["store", "stats"]);
    assert!(table.contains("approved 1, pending 1") && !table.contains("s3cret"), "{table}");
    let back = ["store", "copy", "--to", "sqlite:back.sqlite"];
    assert!(backend.refuses(&back).contains("a service uses the database"));
    assert!(backend.does(&["store", "verify"]).contains("is whole"));
    let setup = stopped(backend).await;

    assert!(setup.does(&back).contains("payments  2 rows, all compared"));
    let said = setup.refuses(&[]);
    assert!(said.contains("was copied to sqlite:") && !said.contains("s3cret"), "{said}");
    let backend = setup.set("PSE__STORE__URL", "sqlite:back.sqlite").start().await;
    assert_eq!(backend.shop().payment(&begun.payment).await["state"], "approved");
    assert_eq!(sandbox.calls("createTransaction").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_while_buyers_pay_is_put_back_into_an_empty_database() {
    let (sandbox, database, empty) = (Sandbox::start().await, Database::new(), Database::new());
    let setup = setup(&sandbox).set("PSE__STORE__URL", database.url());
    let backend = setup.start().await;
    let mut before = Vec::new();
    for _ in 0..5 {
        before.push(backend.shop().has_a_buyer().await.begins_with("9001").await.payment);
    }
    let shop = backend.shop();
    let paying = tokio::spawn(async move {
        for _ in 0..20 {
            let _ = shop.has_a_buyer().await.begins_with("9005").await;
        }
    });
    let command = ["store", "backup", "backup.sqlite"];
    let said = backend.does(&command);
    assert!(said.contains("payments  ") && said.contains("backup.sqlite ("), "{said}");
    paying.await.unwrap();
    let file = backend.path("backup.sqlite");
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert!(backend.does(&["store", "verify", "backup.sqlite"]).contains("is whole"));
    assert!(backend.refuses(&command).contains("is there already"));
    let restore = ["store", "restore", "backup.sqlite"];
    assert!(backend.refuses(&restore).contains("a service uses the database"));
    let setup = stopped(backend).await;
    assert!(setup.refuses(&restore).contains("has rows of its own"));
    let said = setup.refuses(&["store", "restore", "backup.sqlite", "--force"]);
    assert!(said.contains("never replaced"), "{said}");

    let setup = setup.set("PSE__STORE__URL", empty.url());
    let said = setup.does(&restore);
    assert!(said.contains("all compared") && said.contains("GET /v1/payments"), "{said}");
    assert!(!said.contains("s3cret"), "{said}");
    let backend = setup.start().await;
    for payment in &before {
        let seen = backend.shop().payment(payment).await;
        assert_eq!(seen["state"], "pending", "{seen}");
    }
    let _ = backend.shop().has_a_buyer().await.begins_with("9001").await;
}

#[tokio::test]
async fn what_is_wrong_with_an_address_is_named_without_its_password() {
    let setup = Setup::new();
    std::fs::write(setup.path("password"), "s3cret\n").unwrap();
    let closed = "postgres://pse@127.0.0.1:1/pse";
    let with_password = closed.replace("pse@", "pse:s3cret@");
    let file = ["--to-password-file", "password"];
    let cases: [(Vec<&str>, &str); 6] = [
        (vec!["--to", &with_password], "--to: 127.0.0.1:1"),
        ([&["--to", closed], &file[..]].concat(), "--to: 127.0.0.1:1"),
        ([&["--to", &with_password], &file[..]].concat(), "the address has a password, too"),
        ([&["--to", "sqlite:new.sqlite"], &file[..]].concat(), "is for a PostgreSQL database"),
        (vec!["--to", "postgres://pse:s3cret@db"], "--to names no database"),
        (vec!["--to", closed, "--to-password-file", "none"], "--to-password-file none"),
    ];
    // Something to copy.
    let setup = stopped(setup.start().await).await;
    for (arguments, why) in cases {
        let said = setup.refuses(&[&["store", "copy"], &*arguments].concat());
        assert!(said.contains(why) && !said.contains("s3cret"), "{arguments:?}: {said}");
    }
    let setup = setup.set("PSE__STORE__URL", &with_password);
    for verb in ["stats", "verify"] {
        let said = setup.refuses(&["store", verb]);
        assert!(said.contains("store.url: 127.0.0.1:1") && !said.contains("s3cret"), "{said}");
    }
}
