//! What no program may store: the database itself refuses it; and what it keeps beside the rows follows from them, whoever
//! writes.

use pse_core::ports::store::Store;
use pse_core::ports::store_suite::samples::{
    change, checkout, creating, minute, moved, notification, of_demo, pending, started,
};
use pse_shared::PaymentState;
use pse_store_postgres::test_server::TestServer;

use super::opened;

#[tokio::test]
async fn the_database_refuses_what_makes_no_sense() {
    let database = TestServer::shared().database();
    let store = opened::open(&database).await;
    let payment = pending(&store, "A1", 1).await;
    let mut told = change(&payment, PaymentState::Pending, 2);
    told.notification = Some(notification(&payment, 2));
    assert!(store.save(&told).await.unwrap());
    database
        .run("INSERT INTO bank_lists (site, provider, banks, as_of) VALUES ('demo', 'd', '[]', 0)");
    for statement in [
        "UPDATE checkouts SET state = 'expired'",
        "UPDATE checkouts SET total_amount = -1",
        "UPDATE checkouts SET payer_id = 12345",
        "UPDATE checkouts SET credits = 'none'",
        "UPDATE persons SET data = '{'",
        "UPDATE payments SET state = 'unknown', next_probe_at = NULL",
        "UPDATE payments SET state = 'approved'",
        "UPDATE payments SET next_probe_at = NULL",
        "UPDATE payments SET bank_interface = 'dog'",
        "UPDATE payments SET attempt = 0",
        "UPDATE payments SET tax_amount = -1",
        "UPDATE payments SET on_test = NULL",
        "UPDATE payments SET return_asks = -1",
        "UPDATE payments SET provider = NULL",
        "UPDATE payments SET provider_data = '{'",
        "UPDATE payments SET refusal = 'whim'",
        "UPDATE payments SET owner = 'process', lease_until = 0",
        "UPDATE payments SET lease_until = 0",
        "UPDATE payments SET consent_address = '190.0.2.1'",
        "UPDATE payments SET checkout_id = 'chk_none'",
        "UPDATE payment_history SET to_state = 'gone'",
        "UPDATE payment_history SET from_state = 'gone'",
        "UPDATE payment_history SET asked_by = 'nobody'",
        "UPDATE payment_history SET provider_data = '{'",
        "UPDATE payment_history SET payment_id = 'pay_none'",
        "UPDATE notifications SET state = 'lost'",
        "UPDATE notifications SET attempts = -1",
        "UPDATE bank_lists SET banks = '['",
        "INSERT INTO notification_attempts (notification_id, at) VALUES ('msg_none', 0)",
        "DELETE FROM checkouts",
        "DELETE FROM payments",
    ] {
        let error = database.refused(statement);
        let refused = ["check constraint", "foreign key", "not-null", "type json"];
        assert!(refused.iter().any(|word| error.contains(word)), "{statement}: {error}");
    }
}

#[tokio::test]
async fn the_database_refuses_a_second_living_payment_whatever_the_program_does() {
    let database = TestServer::shared().database();
    let store = opened::open(&database).await;
    let checkout = checkout("A1");
    store.insert_checkout(&checkout, None).await.unwrap();
    let first = started(&store, &checkout, 1).await;
    moved(&store, &first, PaymentState::Refused, 2).await;
    started(&store, &checkout, 3).await;
    creating(&store, "A2", 3).await;
    for statement in [
        "UPDATE payments SET state = 'creating'",
        "UPDATE payments SET state = 'approved', owner = NULL, lease_until = NULL",
        "UPDATE payments SET merchant_reference = 'A1', attempt = 7 WHERE merchant_reference = 'A2'",
        "UPDATE payments SET attempt = 1",
        "UPDATE payments SET checkout_id = (SELECT checkout_id FROM payments WHERE attempt = 2)",
    ] {
        let error = database.refused(statement);
        assert!(error.contains("unique constraint"), "{statement}: {error}");
    }
}

#[tokio::test]
async fn what_is_rolled_back_is_not_counted_and_what_writes_past_the_program_is() {
    let database = TestServer::shared().database();
    let store = opened::open(&database).await;
    let payment = pending(&store, "A1", 1).await;
    let before = store.unfinished().await.unwrap();
    database.refused(
        "UPDATE payments SET state = 'approved', next_probe_at = NULL; UPDATE checkouts SET state = 'no'",
    );
    assert_eq!(store.unfinished().await.unwrap(), before);
    assert_eq!(store.next_due().await.unwrap(), payment.schedule.next_probe_at);
    database.run("UPDATE payments SET state = 'failed', next_probe_at = NULL");
    assert_eq!(store.unfinished().await.unwrap(), []);
    assert_eq!(store.next_due().await.unwrap(), None);
}

#[tokio::test]
async fn a_notification_is_not_left_behind_one_that_is_just_delivered() {
    let database = TestServer::shared().database();
    let store = opened::open(&database).await;
    let payment = pending(&store, "A1", 1).await;
    let mut first = change(&payment, PaymentState::Pending, 2);
    first.notification = Some(notification(&payment, 2));
    assert!(store.save(&first).await.unwrap());
    let (server, name) = (TestServer::shared(), database.name().to_owned());
    let delivering = tokio::task::spawn_blocking(move || {
        let slowly =
            "BEGIN; UPDATE notifications SET state = 'delivered'; SELECT pg_sleep(1); COMMIT";
        server.try_run(&name, slowly)
    });
    let sleeping = "SELECT count(*) FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event = 'PgSleep'";
    while database.run(sleeping) == "0" {}
    let stored = store.payment(&payment.id).await.unwrap().unwrap();
    let mut second = change(&stored, PaymentState::Approved, 3);
    let told = notification(&stored, 3);
    second.notification = Some(told.clone());
    assert!(store.save(&second).await.unwrap());
    assert!(delivering.await.unwrap());
    let due = store.claim_notifications(minute(9), minute(10), &of_demo(9)).await.unwrap();
    assert_eq!(due.into_iter().map(|due| due.id).collect::<Vec<_>>(), [told.id]);
}

#[tokio::test]
async fn a_character_that_the_database_cannot_hold_loses_no_answer() {
    let database = TestServer::shared().database();
    let store = opened::open(&database).await;
    let payment = creating(&store, "A1", 1).await;
    let mut answer = change(&payment, PaymentState::Pending, 2);
    answer.payment.reason_text = Some("a\0b".into());
    answer.payment.provider_data.insert("word".into(), "a\0b".into());
    assert!(store.save(&answer).await.unwrap());
    let stored = store.payment(&payment.id).await.unwrap().unwrap();
    assert_eq!(stored.reason_text.as_deref(), Some("a\u{FFFD}b"));
    assert_eq!(stored.provider_data, answer.payment.provider_data, "JSON writes it out");
}
