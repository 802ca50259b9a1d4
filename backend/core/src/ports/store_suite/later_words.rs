//! Words that a later version of the program has stored and this one cannot read: they stand in no other row's way, and nothing
//! is paid where only they say what was paid. Each SQL store calls these with its own way to write past its rules.

use pse_shared::PaymentState;

use super::samples::{
    change, checkout, creating, intent, minute, moved, notification, pending, site, started,
};
use crate::model::{Payment, PaymentId};
use crate::ports::store::{ClaimWindow, PaymentFilter, Store, StoreError};

fn ids(payments: Vec<Payment>) -> Vec<PaymentId> {
    payments.into_iter().map(|payment| payment.id).collect()
}

pub async fn other_payments_are_claimed_and_listed(store: &dyn Store, write: impl AsyncFn(String)) {
    let mut payments = Vec::new();
    for (at, reference) in ["A1", "A2", "A3", "A4"].into_iter().enumerate() {
        payments.push(pending(store, reference, i64::try_from(at).unwrap()).await.id);
    }
    let [first, odd, odd_too, last] = <[PaymentId; 4]>::try_from(payments).unwrap();
    write(format!(
        "UPDATE payments SET bank_interface = 'wallet' WHERE id IN ('{odd}', '{odd_too}')"
    ))
    .await;

    let window = ClaimWindow { now: minute(60), next: minute(75), limit: 9 };
    assert_eq!(ids(store.claim_due(window).await.unwrap()), [first.clone(), last.clone()]);
    assert_eq!(store.next_due().await.unwrap(), Some(minute(75)), "none stays due for ever");

    let mut filter = PaymentFilter { limit: 9, ..PaymentFilter::default() };
    let listed = store.payments(&site("demo"), &filter).await.unwrap();
    assert_eq!(ids(listed), [last.clone(), first.clone()]);
    // A page that is not full ends the list, so what was left out does not count.
    filter.limit = 2;
    let listed = store.payments(&site("demo"), &filter).await.unwrap();
    assert_eq!(ids(listed.clone()), [last, first.clone()]);
    filter = PaymentFilter {
        limit: 1,
        after: Some((listed[0].created_at, listed[0].id.clone())),
        ..filter
    };
    assert_eq!(ids(store.payments(&site("demo"), &filter).await.unwrap()), [first]);

    let alone = store.payment(&odd).await;
    assert!(matches!(alone, Err(StoreError::Corrupt(_))), "{alone:?}");
}

pub async fn other_creations_are_settled(store: &dyn Store, write: impl AsyncFn(String)) {
    let odd = creating(store, "A1", 1).await;
    let other = creating(store, "A2", 2).await;
    write(format!("UPDATE payments SET bank_interface = 'wallet' WHERE id = '{}'", odd.id)).await;
    assert_eq!(ids(store.orphans(minute(60)).await.unwrap()), [other.id]);
}

pub async fn other_rows_of_a_payment_are_read(store: &dyn Store, write: impl AsyncFn(String)) {
    let mut payment = pending(store, "A1", 1).await;
    let mut told = Vec::new();
    for at in [2, 3] {
        let mut change = change(&payment, PaymentState::Pending, at);
        let message = notification(&payment, at);
        told.push(message.id.clone());
        change.notification = Some(message);
        assert!(store.save(&change).await.unwrap());
        payment = store.payment(&payment.id).await.unwrap().unwrap();
    }
    let before = store.history(&payment.id).await.unwrap();
    write("UPDATE payment_history SET asked_by = 'clerk' WHERE version = 1".to_owned()).await;
    write(format!("UPDATE notifications SET state = 'held' WHERE id = '{}'", told[1])).await;
    assert_eq!(store.history(&payment.id).await.unwrap().len(), before.len() - 1);
    let read = store.notifications(&payment.id).await.unwrap();
    assert_eq!(read.into_iter().map(|(told, _)| told.id).collect::<Vec<_>>(), told[..1]);
}

pub async fn nothing_is_paid_beside_a_payment_in_an_unknown_state(
    store: &dyn Store,
    write: impl AsyncFn(String),
) {
    let sold = checkout("A1");
    store.insert_checkout(&sold, None).await.unwrap();
    let payment = started(store, &sold, 1).await;
    moved(store, &payment, PaymentState::Rejected, 2).await;
    write("UPDATE payments SET state = 'disputed'".to_owned()).await;
    let sold_again = checkout("A1");
    store.insert_checkout(&sold_again, None).await.unwrap();
    for checkout in [sold, sold_again] {
        let begun = store.insert_intent(&intent(&checkout, 3)).await;
        assert!(matches!(begun, Err(StoreError::Corrupt(_))), "{begun:?}");
    }
    creating(store, "A2", 3).await;
}

pub async fn a_checkout_in_an_unknown_state_is_not_read(
    store: &dyn Store,
    write: impl AsyncFn(String),
) {
    let sold = checkout("A1");
    store.insert_checkout(&sold, None).await.unwrap();
    write("UPDATE checkouts SET state = 'reserved'".to_owned()).await;
    let read = store.checkout(&sold.id).await;
    assert!(matches!(read, Err(StoreError::Corrupt(_))), "{read:?}");
}
