//! The counts that are kept are those of the payments there are.

use pse_core::ports::store::Store;
use pse_core::ports::store_suite::samples::{checkout, creating, intent_at, moved, pending, site};
use pse_shared::PaymentState;

use super::test_store::TestStore;

/// In how many kinds (site, provider and state) there are payments, and in how many the kept count is another.
async fn kinds(store: &TestStore) -> (i64, i64) {
    let kinds = "SELECT count(*) FROM (SELECT 1 FROM payments GROUP BY site, provider, state)";
    let wrong = "SELECT count(*) FROM (
         SELECT site, provider, state, sum(payments) AS payments FROM (
             SELECT site, provider, state, count(*) AS payments FROM payments
             GROUP BY site, provider, state
             UNION ALL SELECT site, provider, state, -payments FROM payment_counts)
         GROUP BY site, provider, state HAVING sum(payments) <> 0)";
    (store.number(kinds).await, store.number(wrong).await)
}

#[tokio::test]
async fn the_counts_follow_every_payment() {
    let store = TestStore::new().await;
    assert_eq!(kinds(&store).await, (0, 0));
    for (number, state) in PaymentState::ALL.into_iter().enumerate() {
        let payment = creating(&*store, &format!("A{number}"), 1).await;
        if state != PaymentState::Creating {
            moved(&*store, &payment, state, 2).await;
        }
        assert_eq!(kinds(&store).await.1, 0, "{state:?}");
    }
    let other = pse_core::model::Checkout { site: site("other"), ..checkout("B1") };
    store.insert_checkout(&other, None).await.unwrap();
    store.insert_intent(&intent_at("second", &other, 1)).await.unwrap();
    assert_eq!(kinds(&store).await, (8, 0));
}

#[tokio::test]
async fn what_is_rolled_back_is_not_counted_and_what_writes_past_the_program_is() {
    let store = TestStore::new().await;
    let payment = pending(&*store, "A1", 1).await;
    let twice = "UPDATE payments SET state = 'approved', next_probe_at = NULL; UPDATE checkouts SET state = 'no'";
    store.run(twice).await.unwrap_err();
    assert_eq!(kinds(&store).await, (1, 0));
    assert_eq!(store.payment(&payment.id).await.unwrap(), Some(payment));
    store.run("UPDATE payments SET state = 'failed', next_probe_at = NULL").await.unwrap();
    assert_eq!(kinds(&store).await, (1, 0));
    assert_eq!(store.unfinished().await.unwrap(), []);
}
