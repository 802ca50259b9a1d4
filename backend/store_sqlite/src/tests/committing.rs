//! What is answered is on the disk already.

use pse_core::ports::store::{ClaimWindow, Intent, Store};
use pse_core::ports::store_suite::samples::{checkout, intent, key, minute, pending};

use super::test_store::{TestStore, committed};

#[tokio::test]
async fn an_intent_is_stored_whole_before_it_is_answered() {
    let store = TestStore::new().await;
    let checkout = checkout("A1");
    store.insert_checkout(&checkout, None).await.unwrap();
    let intent = Intent { idempotency: Some(key("k1")), ..intent(&checkout, 1) };
    store.insert_intent(&intent).await.unwrap();
    for question in [
        "SELECT count(*) FROM payments WHERE owner IS NOT NULL AND lease_until IS NOT NULL",
        "SELECT count(*) FROM payment_history",
        "SELECT count(*) FROM payment_keys",
        "SELECT count(*) FROM checkouts WHERE state = 'pending'",
    ] {
        assert_eq!(committed(&store.path(), question), 1, "{question}");
    }
}

#[tokio::test]
async fn a_claim_is_on_the_disk_before_it_is_answered() {
    let store = TestStore::new().await;
    let payment = pending(&*store, "A1", 1).await;
    let window = ClaimWindow { now: minute(10), next: minute(25), limit: 1 };
    store.claim_due(window).await.unwrap();
    assert_eq!(committed(&store.path(), "SELECT epoch FROM payments"), 1);
    let store = store.reopened().await;
    let schedule = store.payment(&payment.id).await.unwrap().unwrap().schedule;
    assert_eq!((schedule.epoch, schedule.next_probe_at), (1, Some(minute(25))));
}
