//! Changes: those who follow hear of every move, once it is stored, and of nothing else.

use std::time::Duration;

use futures_util::{FutureExt, StreamExt};
use pse_shared::PaymentState;

use super::StoreFixture;
use super::samples::{change, creating, entry, minute, moved, notification, pending};
use crate::ports::store::{CheckoutChange, CheckoutChanges, ClaimWindow, PaymentChange};

/// The longest that a change may take from being stored to being heard.
const PATIENCE: Duration = Duration::from_secs(10);

/// Waits for the next change; a store that tells nothing fails the test instead of holding it up.
pub(super) async fn heard(changes: &mut CheckoutChanges) -> Option<CheckoutChange> {
    let heard = tokio::time::timeout(PATIENCE, changes.next()).await;
    heard.unwrap_or_else(|_| panic!("nothing is told, and the stream does not end"))
}

/// What follows next, when it is there already.
fn next(changes: &mut CheckoutChanges) -> Option<CheckoutChange> {
    changes.next().now_or_never().flatten()
}

pub async fn a_move_is_heard_by_everybody_who_follows(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let one = creating(&*store, "A1", 1).await;
    let two = creating(&*store, "A2", 1).await;
    let (mut first, mut second) = (store.changes(), store.changes());
    let one = moved(&*store, &one, PaymentState::Pending, 2).await;
    moved(&*store, &two, PaymentState::Refused, 2).await;
    moved(&*store, &one, PaymentState::Approved, 3).await;
    let expected = [&one.checkout_id, &two.checkout_id, &one.checkout_id]
        .map(|id| CheckoutChange::Checkout(id.clone()));
    for changes in [&mut first, &mut second] {
        for checkout in &expected {
            assert_eq!(heard(changes).await.as_ref(), Some(checkout));
        }
    }
}

pub async fn only_moves_that_were_stored_from_now_on_are_heard(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let payment = creating(&*store, "A0", 1).await;
    let stale = moved(&*store, &payment, PaymentState::Pending, 2).await;
    let mut changes = store.changes();

    // A claim, an answer without news, a note and a notification: the payment's state stays.
    let window = ClaimWindow { now: minute(60), next: minute(70), limit: 1 };
    let mut payment = store.claim_due(window).await.unwrap().remove(0);
    let state = PaymentState::Pending;
    let kept = [None, Some(entry(3, Some(state), state))];
    for history in kept {
        let told = Some(notification(&payment, 3));
        let quiet =
            PaymentChange { payment: payment.clone(), history, checkout: None, notification: told };
        assert!(store.save(&quiet).await.unwrap());
        payment.version += 1;
    }
    // Moves that are not stored: over another version, or not whole.
    assert!(!store.save(&change(&stale, PaymentState::Failed, 4)).await.unwrap());
    let mut impossible = change(&payment, PaymentState::Approved, 4);
    let told = store.notifications(&payment.id).await.unwrap().remove(0).0;
    impossible.notification = Some(told);
    assert!(store.save(&impossible).await.is_err());

    let moved = pending(&*store, "A1", 5).await;
    assert_eq!(heard(&mut changes).await, Some(CheckoutChange::Checkout(moved.checkout_id)));
    assert_eq!(next(&mut changes), None);
}

pub async fn a_change_is_heard_when_it_can_be_read(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let payment = creating(&*store, "A1", 1).await;
    let mut changes = store.changes();
    let change = change(&payment, PaymentState::Unanswered, 2);
    let (saved, heard) = futures_util::join!(store.save(&change), async {
        heard(&mut changes).await;
        store.payment(&payment.id).await.unwrap().unwrap().state
    });
    assert!(saved.unwrap());
    assert_eq!(heard, PaymentState::Unanswered);
}

pub async fn closing_ends_what_followers_read(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let payment = creating(&*store, "A1", 1).await;
    let mut changes = store.changes();
    moved(&*store, &payment, PaymentState::Pending, 2).await;
    store.close().await;
    assert_eq!(heard(&mut changes).await, Some(CheckoutChange::Checkout(payment.checkout_id)));
    assert_eq!(heard(&mut changes).await, None);
    assert_eq!(heard(&mut store.changes()).await, None);
}
