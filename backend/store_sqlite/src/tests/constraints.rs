//! What no program may store: the database itself refuses it.

use pse_shared::PaymentState;

use super::test_store::TestStore;
use crate::statements::all;
use pse_core::ports::store::{PaymentChange, Store};
use pse_core::ports::store_suite::samples::{
    checkout, creating, moved, notification, pending, started,
};

#[tokio::test]
async fn the_database_refuses_what_makes_no_sense() {
    let store = TestStore::new().await;
    let payment = pending(&*store, "A1", 1).await;
    let told = PaymentChange {
        notification: Some(notification(&payment, 2)),
        history: None,
        checkout: None,
        payment: payment.clone(),
    };
    assert!(store.save(&told).await.unwrap());
    store
        .run("INSERT INTO bank_lists (site, banks, as_of) VALUES ('demo', '[]', 0)")
        .await
        .unwrap();
    for statement in [
        "UPDATE checkouts SET state = 'expired'",
        "UPDATE checkouts SET total_amount = -1",
        "UPDATE checkouts SET total_amount = '1.5'",
        "UPDATE checkouts SET payer = '{'",
        "UPDATE checkouts SET payer = NULL",
        "UPDATE checkouts SET credits = 'none'",
        "UPDATE payments SET state = 'unknown', next_probe_at = NULL",
        "UPDATE payments SET state = 'approved'",
        "UPDATE payments SET next_probe_at = NULL",
        "UPDATE payments SET bank_interface = 'dog'",
        "UPDATE payments SET attempt = 0",
        "UPDATE payments SET tax_amount = -1",
        "UPDATE payments SET on_test = 2",
        "UPDATE payments SET return_asks = -1",
        "UPDATE payments SET created_at = 'today'",
        "UPDATE payments SET provider = NULL",
        "UPDATE payments SET provider_data = '{'",
        "UPDATE payments SET provider_data = NULL",
        "UPDATE payments SET refusal = 'whim'",
        "UPDATE payments SET owner = 'process', lease_until = 0",
        "UPDATE payments SET lease_until = 0",
        "UPDATE payments SET checkout_id = 'chk_none'",
        "UPDATE payment_history SET to_state = 'gone'",
        "UPDATE payment_history SET from_state = 'gone'",
        "UPDATE payment_history SET asked_by = 'nobody'",
        "UPDATE payment_history SET provider_data = '{'",
        "UPDATE payment_history SET payment_id = 'pay_none'",
        "UPDATE notifications SET state = 'lost'",
        "UPDATE notifications SET attempts = -1",
        "UPDATE bank_lists SET banks = '['",
        "UPDATE bank_lists SET provider = NULL",
        "INSERT INTO readiness VALUES (2, 0)",
        "INSERT INTO notification_attempts (notification_id, at) VALUES ('msg_none', 0)",
        "DELETE FROM checkouts",
        "DELETE FROM payments",
    ] {
        let error = store.run(statement).await.expect_err(statement).to_string();
        let refused = ["CHECK", "FOREIGN KEY", "NOT NULL", "cannot store"];
        assert!(refused.iter().any(|word| error.contains(word)), "{statement}: {error}");
    }
}

#[tokio::test]
async fn no_rule_that_is_checked_for_every_row_makes_a_table_of_a_list() {
    let store = TestStore::new().await;
    let rules = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL";
    let rules: Vec<String> =
        store.readers.many(move |db| all(db, rules, [], |row| Ok(row.get(0)?))).await.unwrap();
    for rule in &rules {
        for list in rule.split(" IN (").skip(1) {
            let values = list.split(')').next().unwrap().split(',').count();
            assert!(values <= 2, "{rule}");
        }
    }
    let broken = "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'";
    assert_eq!(store.number(broken).await, 0);
}

#[tokio::test]
async fn the_database_refuses_a_second_living_payment_whatever_the_program_does() {
    let store = TestStore::new().await;
    let checkout = checkout("A1");
    store.insert_checkout(&checkout, None).await.unwrap();
    let first = started(&*store, &checkout, 1).await;
    moved(&*store, &first, PaymentState::Refused, 2).await;
    started(&*store, &checkout, 3).await;
    creating(&*store, "A2", 3).await;
    for statement in [
        "UPDATE payments SET state = 'creating'",
        "UPDATE payments SET state = 'approved'",
        "UPDATE payments SET merchant_reference = 'A1', attempt = 7 WHERE merchant_reference = 'A2'",
        "UPDATE payments SET attempt = 1",
        "UPDATE payments SET checkout_id = (SELECT checkout_id FROM payments WHERE attempt = 2)",
    ] {
        let error = store.run(statement).await.expect_err(statement).to_string();
        assert!(error.contains("UNIQUE"), "{statement}: {error}");
    }
}
