//! Orphans: payments still creating that no living process holds, and never one that a living process holds.

use pse_shared::PaymentState;

use super::StoreFixture;
use super::samples::{checkout, creating, intent, minute, moved, pending};

pub async fn a_creation_is_its_own_process_s_until_its_lease_ends(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let second = creating(&*store, "A2", 2).await;
    let first = creating(&*store, "A1", 1).await;
    assert_eq!(store.orphans(minute(2)).await.unwrap(), []);
    assert_eq!(store.orphans(minute(3)).await.unwrap(), std::slice::from_ref(&first));
    assert_eq!(store.orphans(minute(4)).await.unwrap(), [first, second]);
}

pub async fn what_a_closed_process_left_creating_is_found_whatever_its_lease(
    fixture: impl StoreFixture,
) {
    let store = fixture.open().await;
    let second = creating(&*store, "A2", 2).await;
    let first = creating(&*store, "A1", 1).await;
    pending(&*store, "A3", 1).await;
    store.close().await;
    let store = fixture.open().await;
    assert_eq!(store.orphans(minute(1)).await.unwrap(), [first.clone(), second.clone()]);

    let own = creating(&*store, "A4", 1).await;
    assert_eq!(store.orphans(minute(1)).await.unwrap(), [first.clone(), second.clone()]);
    moved(&*store, &first, PaymentState::Unanswered, 2).await;
    assert_eq!(store.orphans(minute(1)).await.unwrap(), std::slice::from_ref(&second));
    assert_eq!(store.orphans(minute(3)).await.unwrap(), [own, second]);
}

pub async fn what_is_no_longer_creating_is_nobody_s_orphan(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    for (state, reference) in [
        (PaymentState::Pending, "A1"),
        (PaymentState::Refused, "A2"),
        (PaymentState::Unanswered, "A3"),
    ] {
        let payment = creating(&*store, reference, 1).await;
        moved(&*store, &payment, state, 2).await;
    }
    assert_eq!(store.orphans(minute(60)).await.unwrap(), []);
    store.close().await;
    assert_eq!(fixture.open().await.orphans(minute(60)).await.unwrap(), []);
}

pub async fn an_intent_that_was_not_stored_leaves_no_orphan(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let held = creating(&*store, "A1", 1).await;
    let checkout = store.checkout(&held.checkout_id).await.unwrap().unwrap();
    store.insert_intent(&intent(&checkout, 9)).await.unwrap();
    let none = self::checkout("A2");
    assert!(store.insert_intent(&intent(&none, 9)).await.is_err());
    assert_eq!(store.orphans(minute(60)).await.unwrap(), [held]);
}
