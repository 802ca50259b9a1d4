//! PostgreSQL's own dump, as docs/operating.md has it: taken while buyers pay, restored into an empty database, and carried
//! on with.

use std::process::Command;
use std::time::Duration;

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
