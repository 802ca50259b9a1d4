//! A caller that goes away half-way: what it wanted written is stored whole or not at all, no connection is left in a
//! transaction, and whoever borrows it next is answered what was asked.

use std::future::poll_fn;
use std::task::Poll;
use std::time::{Duration, Instant};

use pse_core::model::{Checkout, DeliveryAttempt};
use pse_core::ports::store::{
    ClaimWindow, InsertIntent, NotificationOutcome, PaymentFilter, Store,
};
use pse_core::ports::store_suite::samples::{
    change, checkout, creating, intent, key, minute, notification, of_demo, pending, site,
};
use pse_shared::{CheckoutState, PaymentState};
use pse_store_postgres::PostgresStore;
use pse_store_postgres::test_server::{TestDatabase, TestServer};

use super::opened;

/// How long a statement that nobody waits for may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// Lets a future go on so many times, and drops it where it waits then; `None` when it had not ended.
async fn dropped_after<T>(polls: usize, future: impl Future<Output = T>) -> Option<T> {
    let mut future = Box::pin(future);
    let mut left = polls;
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

/// Waits until every statement has ended, and says how many connections are in a transaction then.
fn in_transactions(database: &TestDatabase) -> String {
    let busy = "SELECT count(*) FROM pg_stat_activity
         WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid()";
    let began = Instant::now();
    while database.run(busy) != "0" {
        assert!(began.elapsed() < PATIENCE, "a statement does not end");
    }
    database.run(
        "SELECT count(*) FROM pg_stat_activity
         WHERE datname = current_database() AND state LIKE 'idle in transaction%'",
    )
}

/// Does a deed of a new store each time, dropped at one of its awaits after another until it ends by itself.
async fn at_each_await<P>(
    prepare: impl AsyncFn(&PostgresStore, usize) -> P,
    deed: impl AsyncFn(&PostgresStore, &P),
    check: impl AsyncFn(&PostgresStore, &P, bool),
) {
    let database = TestServer::shared().database();
    let store = opened::open(&database).await;
    for polls in 0..50 {
        let prepared = prepare(&store, polls).await;
        let has_ended = dropped_after(polls, deed(&store, &prepared)).await.is_some();
        assert_eq!(in_transactions(&database), "0", "dropped after {polls}");
        check(&store, &prepared, has_ended).await;
        if has_ended {
            assert!(polls > 1, "there was an await to be dropped at");
            store.close().await;
            return;
        }
    }
    panic!("it never ends");
}

#[tokio::test]
async fn a_change_is_stored_whole_or_not_at_all() {
    at_each_await(
        async |store, number| pending(store, &format!("A{number}"), 1).await,
        async |store, payment| {
            let mut approval = change(payment, PaymentState::Approved, 2);
            approval.notification = Some(notification(payment, 2));
            assert!(store.save(&approval).await.unwrap());
        },
        async |store, payment, has_ended| {
            let stored = store.payment(&payment.id).await.unwrap().unwrap();
            let checkout = store.checkout(&payment.checkout_id).await.unwrap().unwrap();
            let history = store.history(&payment.id).await.unwrap().len();
            let told = store.notifications(&payment.id).await.unwrap().len();
            if stored.state == PaymentState::Approved {
                assert_eq!((history, told, checkout.state), (3, 1, CheckoutState::Paid));
            } else {
                assert!(!has_ended && stored == *payment);
                assert_eq!((history, told, checkout.state), (2, 0, CheckoutState::Pending));
            }
        },
    )
    .await;
}

#[tokio::test]
async fn an_intent_is_stored_whole_or_not_at_all() {
    at_each_await(
        async |store, number| {
            let checkout = checkout(&format!("A{number}"));
            store.insert_checkout(&checkout, None).await.unwrap();
            let mut intent = intent(&checkout, 1);
            intent.idempotency = Some(key("k"));
            intent
        },
        async |store, intent| {
            let made = store.insert_intent(intent).await.unwrap();
            assert!(matches!(made, InsertIntent::Stored(_)));
        },
        async |store, intent, has_ended| {
            let payment = &intent.payment;
            let is_stored = store.payment(&payment.id).await.unwrap().is_some();
            assert!(is_stored || !has_ended);
            let by_key = store.payment_of_key(&payment.checkout_id, "k").await.unwrap();
            let history = store.history(&payment.id).await.unwrap().len();
            let checkout = store.checkout(&payment.checkout_id).await.unwrap().unwrap();
            assert_eq!((by_key.is_some(), history == 1), (is_stored, is_stored));
            assert_eq!(checkout.state == CheckoutState::Pending, is_stored);
        },
    )
    .await;
}

#[tokio::test]
async fn a_checkout_is_stored_with_its_key_or_not_at_all() {
    at_each_await(
        async |_, number| Checkout { site: site(&format!("s{number}")), ..checkout("A1") },
        async |store, checkout| {
            store.insert_checkout(checkout, Some(&key("k"))).await.unwrap();
        },
        async |store, checkout, has_ended| {
            let stored = store.checkout(&checkout.id).await.unwrap();
            let by_key = store.checkout_of_key(&checkout.site, "k").await.unwrap();
            assert_eq!(stored.is_some(), by_key.is_some());
            assert!(stored.is_some() || !has_ended);
        },
    )
    .await;
}

#[tokio::test]
async fn claims_and_attempts_are_whole_or_not_there() {
    let window = ClaimWindow { now: minute(100), next: minute(200), limit: 9 };
    at_each_await(
        async |store, number| {
            let payment = pending(store, &format!("A{number}"), 1).await;
            let mut note = change(&payment, PaymentState::Pending, 2);
            note.notification = Some(notification(&payment, 2));
            assert!(store.save(&note).await.unwrap());
            payment
        },
        async |store, payment| {
            store.claim_due(window).await.unwrap();
            store.claim_notifications(minute(9), minute(300), &of_demo(9)).await.unwrap();
            let told = store.notifications(&payment.id).await.unwrap().remove(0).0;
            let attempt = DeliveryAttempt { at: minute(10), status: Some(200), error: None };
            let delivered = NotificationOutcome::Delivered;
            store.record_attempt(&(&told).into(), &attempt, &delivered).await.unwrap();
        },
        async |store, payment, has_ended| {
            let stored = store.payment(&payment.id).await.unwrap().unwrap();
            let is_claimed = stored.schedule.epoch == 1;
            assert_eq!(is_claimed, stored.schedule.next_probe_at == Some(minute(200)));
            let (told, attempts) = store.notifications(&payment.id).await.unwrap().remove(0);
            let tried = usize::try_from(told.attempts).unwrap();
            assert_eq!(tried, attempts.len());
            assert!(!has_ended || (is_claimed && tried == 1));
        },
    )
    .await;
}

#[tokio::test]
async fn a_reading_that_is_dropped_leaves_its_connection_in_step() {
    let database = TestServer::shared().database();
    let store = opened::open(&database).await;
    let (one, two) = (creating(&store, "A1", 1).await, creating(&store, "A2", 2).await);
    let filter = PaymentFilter { limit: 9, ..PaymentFilter::default() };
    let mut has_ended = false;
    for polls in 0..50 {
        let listed = dropped_after(polls, store.payments(&one.site, &filter)).await;
        let read = dropped_after(polls, store.payment(&two.id)).await;
        has_ended = listed.is_some() && read.is_some();
        // The next ones borrow the same connections.
        assert_eq!(store.payment(&one.id).await.unwrap().as_ref(), Some(&one), "after {polls}");
        let listed = store.payments(&one.site, &filter).await.unwrap();
        assert_eq!(listed, [two.clone(), one.clone()], "after {polls}");
        if has_ended {
            break;
        }
    }
    assert!(has_ended);
    assert_eq!(in_transactions(&database), "0");
}
