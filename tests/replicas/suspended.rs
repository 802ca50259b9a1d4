//! A replica that stands still for longer than its claims last, as a machine that is paged out or moved, and then goes on
//! where it stood still.

use jiff::SignedDuration;
use pse_store_postgres::test_server::TestServer;
use pse_tests::ledger::{Gaps, transactions};
use pse_tests::several::{Several, at, called};
use pse_tests::wait_until;

/// Holds a table, so that whoever reads it waits: a moment to stand still at.
const HOLD: &str =
    "BEGIN; LOCK TABLE checkouts IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(20); COMMIT";

/// Whether somebody waits for the table.
const IS_WAITED_FOR: &str = "SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND query NOT LIKE 'BEGIN; %'";

/// Ends whoever holds the table.
const LET_GO: &str = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE 'BEGIN; LOCK TABLE checkouts%'";

/// Holds the table in a thread of its own, until [`LET_GO`].
fn hold(several: &Several) {
    let url = several.database.url();
    std::thread::spawn(move || {
        let mut command = TestServer::shared().command("psql");
        let _ = command.args(["-X", "-q", "-c", HOLD]).arg(url).output();
    });
}

#[tokio::test]
async fn a_question_is_not_asked_after_another_replica_has_asked_it() {
    let several = Several::new().await;
    let setup =
        || several.setup().set("PSE__PROBE__FIRST_AFTER", "2s").set("PSE__PROBE__EVERY", "3s");
    let a = setup().start().await;
    let buyer = a.shop().has_a_buyer().await;
    let _ = buyer.begins_with("9005").await;
    hold(&several);
    // It has claimed the payment and is about to ask.
    wait_until("a replica at the table", async || {
        (several.database.run(IS_WAITED_FOR) != "0").then_some(())
    })
    .await;
    a.suspend();
    let _ = several.database.run(LET_GO);
    let b = setup().start().await;
    wait_until("a question of the other", async || {
        (!several.sandbox.asked(&buyer.reference).await.is_empty()).then_some(())
    })
    .await;
    a.resume();
    let ledger = wait_until("two more", async || {
        let ledger = transactions(&several.sandbox).await;
        (ledger[0].asked.len() >= 3).then_some(ledger)
    })
    .await;
    Gaps::of(&ledger).are_at_least(SignedDuration::from_secs(3));
    let logged = a.log();
    assert!(!logged.contains("could not be stored"), "{logged}");
    drop(b);
}

#[tokio::test]
async fn a_late_answer_of_a_replica_that_stood_still_moves_nothing_that_another_has_settled() {
    let several = Several::new().await;
    let setup =
        || several.setup().set("PSE__PROBE__FIRST_AFTER", "2s").set("PSE__PROBE__EVERY", "2s");
    let a = setup().set("PSE__PROVIDER__QUESTION_TIMEOUT", "60s").start().await;
    let buyer = a.shop().has_a_buyer().await;
    let begun = buyer.begins_with("9001").await;
    // The provider answers «pending» to the one that will stand still, after the buyer has paid.
    several.sandbox.fault("getTransactionInformation", "slow", 3_000, 1).await;
    called(&several.sandbox, "getTransactionInformation", 1).await;
    a.suspend();
    let _ = buyer.presses_at_the_bank(&begun, "Pagar").await;
    let b = setup().start().await;
    let there = at(&b, &buyer);
    let _ = there.sees_payment("approved").await;
    let before = b.shop().payment(&begun.payment).await;
    a.resume();
    // It has gone on when it answers, and stored what it was told when it has been asked to stop.
    wait_until("its going on", async || {
        (a.http().get("/readyz").await.status == 200).then_some(())
    })
    .await;
    let mut a = a;
    a.ask_to_stop();
    assert!(a.exit().await.success());
    assert_eq!(b.shop().payment(&begun.payment).await, before);
    assert_eq!(there.sees().await["state"], "paid");
}
