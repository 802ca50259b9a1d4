//! Processes that share the store: which are gone, by whose word; and what each hears of the others.

use std::time::Duration;

use futures_util::{FutureExt, StreamExt};
use pse_core::ports::store::{CheckoutChange, CheckoutChanges, Store};
use pse_core::ports::store_suite::samples::{creating, minute, moved, site};
use pse_shared::PaymentState;
use pse_store_postgres::test_server::{TestDatabase, TestServer};

use super::opened;

/// What a process is gone by: it was last heard of a minute ago.
const SILENT: &str = "UPDATE processes SET heard_at = heard_at - 60000000";
/// What lets a process judge: it has been heard of for longer than others may be silent.
const LONG_HEARD: &str = "UPDATE processes SET heard_since = heard_since - 60000000";

/// Who holds the only payment that is being created.
fn holder(database: &TestDatabase) -> String {
    database.run("SELECT owner FROM payments WHERE state = 'creating'")
}

async fn heard(changes: &mut CheckoutChanges, within: Duration) -> Option<CheckoutChange> {
    tokio::time::timeout(within, changes.next()).await.ok().flatten()
}

#[tokio::test]
async fn a_silent_process_is_gone_by_the_word_of_one_that_was_heard_all_the_while() {
    let database = TestServer::shared().database();
    let (one, two) = (opened::open(&database).await, opened::open(&database).await);
    let payment = creating(&one, "A1", 1).await;
    assert!(one.claim_bank_list(&site("demo"), minute(1), minute(60)).await.unwrap());
    let holder = holder(&database);
    assert_eq!(two.orphans(minute(1)).await.unwrap(), []);

    // Silent, but nobody was heard of long enough to say so: the database may have been away.
    database.run(&format!("{SILENT} WHERE id = '{holder}'"));
    assert_eq!(two.orphans(minute(1)).await.unwrap(), []);
    // Its own word does not count against itself.
    database.run(&format!("{LONG_HEARD}; {SILENT} WHERE id = '{holder}'"));
    assert_eq!(one.orphans(minute(1)).await.unwrap(), []);
    // The other was silent itself.
    database.run(SILENT);
    assert_eq!(two.orphans(minute(1)).await.unwrap(), []);

    two.ready().await.unwrap();
    assert_eq!(two.orphans(minute(1)).await.unwrap(), [], "it was not heard of all the while");
    database.run(&format!("{LONG_HEARD}; {SILENT} WHERE id = '{holder}'"));
    assert_eq!(two.orphans(minute(1)).await.unwrap(), [payment]);
    assert!(two.claim_bank_list(&site("demo"), minute(2), minute(60)).await.unwrap());
}

#[tokio::test]
async fn a_process_that_was_forgotten_is_there_again_before_it_creates() {
    let database = TestServer::shared().database();
    let (one, two) = (opened::open(&database).await, opened::open(&database).await);
    database.run("DELETE FROM processes");
    let payment = creating(&one, "A1", 1).await;
    let there = format!("SELECT count(*) FROM processes WHERE id = '{}'", holder(&database));
    assert_eq!(database.run(&there), "1");
    assert_eq!(two.orphans(minute(1)).await.unwrap(), []);
    assert_eq!(two.orphans(minute(3)).await.unwrap(), [payment]);
}

#[tokio::test]
async fn the_living_are_counted_and_one_that_closes_is_forgotten() {
    let database = TestServer::shared().database();
    let one = opened::open(&database).await;
    let two = opened::open(&database).await;
    assert_eq!(database.run("SELECT count(*) FROM processes"), "2");
    two.close().await;
    assert_eq!(database.run("SELECT count(*) FROM processes"), "1");
    one.ready().await.unwrap();
    assert_eq!(one.replicas(), 1);
}

#[tokio::test]
async fn others_changes_are_heard_within_a_second_and_ones_own_once() {
    let database = TestServer::shared().database();
    let (one, two) = (opened::open(&database).await, opened::open(&database).await);
    let payment = creating(&one, "A1", 1).await;
    let (mut here, mut there) = (one.changes(), two.changes());
    let changed = Some(CheckoutChange::Checkout(payment.checkout_id.clone()));
    let mut stored = payment;
    for (state, at) in [(PaymentState::Pending, 2), (PaymentState::Approved, 3)] {
        stored = moved(&one, &stored, state, at).await;
        assert_eq!(here.next().now_or_never().flatten(), changed, "its own at once");
        assert_eq!(heard(&mut there, Duration::from_secs(1)).await, changed);
    }
    assert_eq!(heard(&mut here, Duration::from_secs(1)).await, None, "nothing twice");
    assert_eq!(heard(&mut there, Duration::from_millis(1)).await, None);
}

#[tokio::test]
async fn a_change_that_is_committed_late_is_heard() {
    let database = TestServer::shared().database();
    let (one, two) = (opened::open(&database).await, opened::open(&database).await);
    let (late, early) = (creating(&one, "A1", 1).await, creating(&one, "A2", 1).await);
    let mut there = two.changes();
    // Another process's change takes its position first, and is committed after one that came later: when the gate opens.
    database.run("CREATE TABLE gate AS SELECT 1 AS row");
    let server = TestServer::shared();
    let apart = |statements: String| {
        let name = database.name().to_owned();
        tokio::task::spawn_blocking(move || server.try_run(&name, &statements))
    };
    let holding = "SELECT count(*) FROM pg_locks JOIN pg_class ON pg_class.oid = relation
         WHERE relname = 'gate' AND granted";
    let gate = apart("BEGIN; LOCK TABLE gate; SELECT pg_sleep(600)".into());
    while database.run(holding) == "0" {}
    let late_change = format!(
        "BEGIN; INSERT INTO checkout_changes (checkout_id, process) VALUES ('{}', 'another');
         SELECT * FROM gate; COMMIT",
        late.checkout_id
    );
    let committed = apart(late_change);
    while database.run("SELECT is_called FROM checkout_changes_position_seq") != "t" {}
    moved(&one, &early, PaymentState::Refused, 2).await;
    let changed = |checkout_id| Some(CheckoutChange::Checkout(checkout_id));
    assert_eq!(heard(&mut there, Duration::from_secs(5)).await, changed(early.checkout_id));
    database.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'BEGIN; LOCK TABLE gate%'");
    assert!(!gate.await.unwrap() && committed.await.unwrap());
    assert_eq!(heard(&mut there, Duration::from_secs(5)).await, changed(late.checkout_id));
    assert_eq!(heard(&mut there, Duration::from_secs(1)).await, None, "nothing twice");
}

#[tokio::test]
async fn changes_are_heard_after_every_connection_was_lost() {
    let database = TestServer::shared().database();
    let (one, two) = (opened::open(&database).await, opened::open(&database).await);
    let mut there = two.changes();
    for number in 0..3 {
        let payment = creating(&one, &format!("A{number}"), 1).await;
        moved(&one, &payment, PaymentState::Refused, 2).await;
        let changed = Some(CheckoutChange::Checkout(payment.checkout_id));
        let heard = heard(&mut there, Duration::from_secs(20)).await;
        assert!(heard == changed || heard == Some(CheckoutChange::Any), "{heard:?}");
        database.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
        );
    }
}

#[tokio::test]
async fn a_standby_that_took_over_without_the_last_commits_lets_anything_have_changed() {
    let database = TestServer::shared().database();
    let (one, two) = (opened::open(&database).await, opened::open(&database).await);
    let mut there = two.changes();
    let payment = creating(&one, "A1", 1).await;
    let payment = moved(&one, &payment, PaymentState::Pending, 2).await;
    let other = creating(&one, "A2", 1).await;
    moved(&one, &other, PaymentState::Refused, 2).await;
    for _ in 0..2 {
        assert!(heard(&mut there, Duration::from_secs(20)).await.is_some());
    }
    let last = "DELETE FROM checkout_changes WHERE position = 2; SELECT setval('checkout_changes_position_seq', 1)";
    database.run(last);
    assert_eq!(heard(&mut there, Duration::from_secs(20)).await, Some(CheckoutChange::Any));
    let changed = CheckoutChange::Checkout(payment.checkout_id.clone());
    moved(&one, &payment, PaymentState::Approved, 3).await;
    assert_eq!(heard(&mut there, Duration::from_secs(20)).await, Some(changed));
}
