//! Changes: whole, over the version they were made from, or not at all.

use jiff::Timestamp;
use pse_shared::{Actor, CheckoutState, PaymentState, Refusal};

use super::StoreFixture;
use super::samples::{change, creating, minute, moved, notification, pending, started, words};
use crate::model::{HistoryEntry, Payment, PaymentId, Schedule, TransactionRef};
use crate::ports::store::PaymentChange;

pub async fn a_change_reads_back_whole(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let payment = creating(&*store, "A1", 1).await;
    let mut change = change(&payment, PaymentState::Pending, 2);
    let becomes = &mut change.payment;
    becomes.transaction = Some(TransactionRef::new("2000000000000"));
    becomes.cus = Some("0002150228".into());
    becomes.transaction_cycle = Some(-1);
    becomes.bank_url = Some("https://banco.example/pagar".into());
    becomes.refusal = Some(Refusal::LimitExceeded);
    becomes.reason_code = Some("?-".into());
    becomes.reason_text = Some("Transacción pendiente.".into());
    becomes.bank_process_date = Some("2026-11-23T00:02:00".into());
    becomes.on_test = true;
    becomes.provider_data = words(&[("session", &"s".repeat(32)), ("código", "\"ñ\"")]);
    becomes.schedule = Schedule {
        next_probe_at: Some(minute(10)),
        epoch: 4,
        last_asked_at: Some("2026-11-23T05:02:03.123456Z".parse::<Timestamp>().unwrap()),
        return_asks: 2,
        last_return_ask_at: Some(minute(2)),
    };
    let entry = HistoryEntry {
        at: minute(2),
        from: Some(PaymentState::Creating),
        to: PaymentState::Pending,
        by: Actor::Probe,
        provider_data: words(&[("state", "PENDING")]),
        reason_code: Some("?-".into()),
        reason_text: Some("Transacción pendiente.".into()),
        note: Some("nota".into()),
    };
    change.history = Some(entry.clone());
    change.notification = Some(notification(&payment, 2));
    assert!(store.save(&change).await.unwrap());

    let mut expected = change.payment.clone();
    expected.version += 1;
    assert_eq!(store.payment(&payment.id).await.unwrap(), Some(expected));
    assert_eq!(store.history(&payment.id).await.unwrap().last(), Some(&entry));
    let told = store.notifications(&payment.id).await.unwrap();
    assert_eq!(told, [(change.notification.unwrap(), Vec::new())]);
}

pub async fn a_checkout_follows_its_payment(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    for (end, state) in [
        (PaymentState::Approved, CheckoutState::Paid),
        (PaymentState::Rejected, CheckoutState::Open),
    ] {
        let payment = pending(&*store, end.as_str(), 1).await;
        moved(&*store, &payment, end, 2).await;
        let checkout = store.checkout(&payment.checkout_id).await.unwrap().unwrap();
        assert_eq!(checkout.state, state);
    }
}

pub async fn a_change_that_says_nothing_of_the_checkout_leaves_it(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let payment = pending(&*store, "A1", 1).await;
    let rejection = change(&payment, PaymentState::Rejected, 2);
    let rejection = PaymentChange { checkout: None, ..rejection };
    assert!(store.save(&rejection).await.unwrap());
    let checkout = store.checkout(&payment.checkout_id).await.unwrap().unwrap();
    assert_eq!(checkout.state, CheckoutState::Pending);
    let history = store.history(&payment.id).await.unwrap();
    assert_eq!((history.len(), history.last()), (3, rejection.history.as_ref()));
}

pub async fn a_change_of_no_payment_stores_nothing(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let known = creating(&*store, "A1", 1).await;
    let unknown = Payment { id: PaymentId::new(minute(1)).unwrap(), ..known.clone() };
    let mut change = change(&unknown, PaymentState::Pending, 2);
    change.notification = Some(notification(&unknown, 2));
    assert!(!store.save(&change).await.unwrap());
    assert_eq!(store.payment(&unknown.id).await.unwrap(), None);
    assert_eq!(store.history(&unknown.id).await.unwrap(), []);
    assert_eq!(store.notifications(&unknown.id).await.unwrap(), []);
    assert_eq!(store.payment(&known.id).await.unwrap(), Some(known));
}

pub async fn a_change_of_what_has_changed_since_stores_nothing(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let stale = creating(&*store, "A1", 1).await;
    let current = moved(&*store, &stale, PaymentState::Pending, 2).await;

    let late = PaymentChange {
        notification: Some(notification(&stale, 3)),
        ..change(&stale, PaymentState::Unanswered, 3)
    };
    assert!(!store.save(&late).await.unwrap());
    assert_eq!(store.payment(&stale.id).await.unwrap(), Some(current));
    assert_eq!(store.history(&stale.id).await.unwrap().len(), 2);
    assert_eq!(store.notifications(&stale.id).await.unwrap(), []);
    let checkout = store.checkout(&stale.checkout_id).await.unwrap().unwrap();
    assert_eq!(checkout.state, CheckoutState::Pending);
}

pub async fn of_many_changes_over_one_version_exactly_one_is_stored(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let payment = pending(&*store, "A1", 1).await;
    let ends = [PaymentState::Approved, PaymentState::Rejected, PaymentState::Failed];
    let changes: Vec<_> = ends.iter().cycle().take(30).map(|to| change(&payment, *to, 2)).collect();
    let saved =
        futures_util::future::join_all(changes.iter().map(|change| store.save(change))).await;
    assert_eq!(saved.iter().filter(|saved| matches!(saved, Ok(true))).count(), 1);
    assert_eq!(saved.iter().filter(|saved| matches!(saved, Ok(false))).count(), 29);
    assert_eq!(store.history(&payment.id).await.unwrap().len(), 3);
}

pub async fn a_change_that_cannot_be_stored_whole_is_not_stored_at_all(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let (first, second) = (pending(&*store, "A1", 1).await, pending(&*store, "A2", 1).await);
    let told = notification(&first, 2);
    let mut approval = change(&first, PaymentState::Approved, 2);
    approval.notification = Some(told.clone());
    assert!(store.save(&approval).await.unwrap());

    let mut impossible = change(&second, PaymentState::Approved, 2);
    impossible.notification = Some(told);
    assert!(store.save(&impossible).await.is_err());
    assert_eq!(store.history(&second.id).await.unwrap().len(), 2);
    let checkout = store.checkout(&second.checkout_id).await.unwrap().unwrap();
    assert_eq!(checkout.state, CheckoutState::Pending);
    assert_eq!(store.payment(&second.id).await.unwrap(), Some(second));
}

pub async fn every_refusal_reads_back(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    for refusal in Refusal::ALL.map(Some).into_iter().chain([None]) {
        let reference = refusal.map_or("none", Refusal::as_str);
        let payment = creating(&*store, reference, 1).await;
        let mut refused = change(&payment, PaymentState::Refused, 2);
        refused.payment.refusal = refusal;
        assert!(store.save(&refused).await.unwrap());
        assert_eq!(store.payment(&payment.id).await.unwrap().unwrap().refusal, refusal);
    }
}

pub async fn a_second_living_payment_is_refused_also_as_a_change(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let first = creating(&*store, "A1", 1).await;
    let refused = moved(&*store, &first, PaymentState::Refused, 2).await;
    let checkout = store.checkout(&first.checkout_id).await.unwrap().unwrap();
    let second = started(&*store, &checkout, 3).await;
    assert!(store.save(&change(&refused, PaymentState::Approved, 4)).await.is_err());
    assert_eq!(store.payment(&first.id).await.unwrap(), Some(refused));
    assert_eq!(store.latest_payment(&checkout.id).await.unwrap(), Some(second));
}
