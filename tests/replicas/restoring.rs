//! PostgreSQL's own backups, as docs/operating.md has them: a dump taken while buyers pay, restored into an empty database and
//! carried on with; a base backup and the archive of the write-ahead log, recovered to a moment of the past.

use std::process::Command;
use std::time::Duration;

use pse_store_postgres::test_server::TestServer;
use pse_tests::crowd::Crowd;
use pse_tests::database::Database;
use pse_tests::http::text;
use pse_tests::ledger::transactions;
use pse_tests::several::Several;
use pse_tests::wait::wait_long;
use pse_tests::wait_until;

/// How many buyers are served before the dump, and after it.
const BUYERS: usize = 8;
const SERVED_WITHIN: Duration = Duration::from_secs(60);

fn done(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

async fn served(crowd: &Crowd, buyers: usize) {
    let enough = async || (crowd.served() >= buyers).then_some(());
    wait_long("buyers served", SERVED_WITHIN, enough).await;
}

#[tokio::test]
async fn a_dump_taken_while_buyers_pay_has_all_that_was_told_before_it_and_is_carried_on_with() {
    let several = Several::over(Database::on_a_server_of_its_own()).await;
    let setup =
        || several.setup().set("PSE__PROBE__FIRST_AFTER", "4s").set("PSE__PROBE__EVERY", "4s");
    let mut a = setup().start().await;
    let crowd = Crowd::comes(std::slice::from_ref(&a.url), 2);
    served(&crowd, BUYERS).await;
    let before = several.database.rows("SELECT id FROM payments WHERE state = 'pending'");

    let server = several.database.server(0);
    let dump = server.folder().join("pse.dump");
    done(server.command("pg_dump").args(["-F", "custom", "-f"]).arg(&dump).arg(server.url("pse")));
    served(&crowd, crowd.served() + BUYERS).await;
    let served_in_all = crowd.leaves().await.len();
    a.ask_to_stop();
    assert!(a.exit().await.success());

    let _ = server.run("postgres", "CREATE DATABASE restored TEMPLATE template0 ENCODING 'UTF8'");
    let mut restore = server.command("pg_restore");
    restore.args(["--no-owner", "--exit-on-error", "-d"]).arg(server.url("restored")).arg(&dump);
    done(&mut restore);
    let b = setup().set("PSE__STORE__URL", server.url("restored")).start().await;
    let payments = b.shop().payments().await;
    assert!((BUYERS..served_in_all).contains(&payments.len()), "{}", payments.len());
    for row in &before {
        assert!(
            payments.iter().any(|payment| payment["id"] == row["id"]),
            "{row} is not in the dump"
        );
    }
    // Most of their buyers have paid at the bank.
    let ledger = transactions(&several.sandbox).await;
    for payment in &payments {
        let reference = text(&payment["reference"]);
        let transaction = ledger.iter().find(|one| one.reference == reference).unwrap();
        let state = if transaction.state == "OK" { "approved" } else { "pending" };
        let _ = b.shop().sees_payment(text(&payment["id"]), state).await;
    }
    // And new buyers pay.
    let buyer = b.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9001").await;
    let _ = buyer.walks_to_the_bank_and_presses(&begun, "Pagar").await;
    wait_until("a new payment", async || (buyer.sees().await["state"] == "paid").then_some(()))
        .await;
}

#[tokio::test]
async fn a_base_backup_and_the_archive_bring_back_any_moment() {
    let server = TestServer::archiving(&["fsync=off"]);
    let _ = server.run("postgres", "CREATE DATABASE pse");
    let several = Several::over(Database::Own(vec![server])).await;
    let setup =
        || several.setup().set("PSE__PROBE__FIRST_AFTER", "4s").set("PSE__PROBE__EVERY", "4s");
    let server = several.database.server(0);
    let mut a = setup().start().await;
    let old = a.shop().has_a_buyer().await;
    let old_one = old.begins_with("9001").await;
    let base = server.base_backup();

    // Only the archive has what follows.
    let buyer = a.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9001").await;
    let _ = server.run("pse", "SELECT pg_create_restore_point('before_the_mistake')");
    let _ = server.run("pse", "DELETE FROM payment_keys; DELETE FROM payment_history");
    let lost = a.shop().has_a_buyer().await.begins_with("9001").await;
    a.ask_to_stop();
    assert!(a.exit().await.success());
    // The buyers have paid meanwhile, and nobody knows it.
    for (buyer, begun) in [(&old, &old_one), (&buyer, &begun)] {
        let _ = buyer.presses_at_the_bank(begun, "Pagar").await;
    }
    server.archive_all();

    let recovered = server.recovered(&base, "before_the_mistake", &["fsync=off"]);
    wait_until("the recovery", async || recovered.is_primary().then_some(())).await;
    let b = setup().set("PSE__STORE__URL", recovered.url("pse")).start().await;
    assert!(b.run(&["store", "verify"]).status.success());
    for payment in [&old_one, &begun] {
        let seen = b.shop().sees_payment(&payment.payment, "approved").await;
        assert!(seen["history"].as_array().unwrap().len() > 2, "{seen}");
    }
    // What came after the moment is at the provider only.
    let path = format!("/v1/payments/{}", lost.payment);
    assert_eq!(b.shop().get(&path).await.status, 404);
}
