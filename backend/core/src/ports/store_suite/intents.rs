//! Intents: of one checkout, and of one reference, only one is alive, also when many come at once.

use std::sync::Arc;

use futures_util::future::join_all;
use pse_shared::{CheckoutState, PaymentState, limits};

use super::StoreFixture;
use super::samples::{
    change, checkout, creating, intent, intent_at, key, moved, provider, site, started,
};
use crate::model::Checkout;
use crate::ports::store::{InsertIntent, Intent, PaymentFilter};

pub async fn an_intent_is_stored_whole(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let checkout = checkout("A1");
    store.insert_checkout(&checkout, None).await.unwrap();
    let intent = Intent { idempotency: Some(key("k1")), ..intent(&checkout, 1) };
    let InsertIntent::Stored(payment) = store.insert_intent(&intent).await.unwrap() else {
        panic!("not stored");
    };
    assert_eq!((payment.attempt, payment.reference.as_str()), (1, "A1"));
    assert_eq!(payment.id, intent.payment.id);
    assert_eq!(store.payment(&payment.id).await.unwrap().as_ref(), Some(&*payment));
    assert_eq!(store.history(&payment.id).await.unwrap(), [intent.history]);
    assert_eq!(
        store.payment_of_key(&checkout.id, "k1").await.unwrap(),
        Some((*payment, "hash of k1".to_owned()))
    );
    let stored = store.checkout(&checkout.id).await.unwrap().unwrap();
    assert_eq!(stored.state, CheckoutState::Pending);
}

pub async fn a_living_or_paid_payment_blocks_its_checkout_and_its_reference(
    fixture: impl StoreFixture,
) {
    let store = fixture.open().await;
    let checkout = checkout("A1");
    let twin = Checkout { id: super::samples::checkout("A1").id, ..checkout.clone() };
    store.insert_checkout(&checkout, None).await.unwrap();
    store.insert_checkout(&twin, None).await.unwrap();
    let mut payment = started(&*store, &checkout, 1).await;
    for state in [PaymentState::Creating, PaymentState::Pending, PaymentState::Approved] {
        if state != PaymentState::Creating {
            payment = moved(&*store, &payment, state, 2).await;
        }
        for of in [&checkout, &twin] {
            let next = Intent { idempotency: Some(key("k2")), ..intent(of, 3) };
            let blocked = InsertIntent::Blocked(Box::new(payment.clone()));
            assert_eq!(store.insert_intent(&next).await.unwrap(), blocked, "{state:?}");
            assert_eq!(store.payment(&next.payment.id).await.unwrap(), None);
            assert_eq!(store.payment_of_key(&of.id, "k2").await.unwrap(), None);
        }
        let blocking = store.blocking_payment(&checkout.site, "A1").await.unwrap();
        assert_eq!(blocking.as_ref(), Some(&payment));
    }
    assert_eq!(store.history(&payment.id).await.unwrap().len(), 3);
    // The twin was never touched.
    let twin = store.checkout(&twin.id).await.unwrap().unwrap();
    assert_eq!(twin.state, CheckoutState::Open);
}

pub async fn one_sites_reference_does_not_block_anothers(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    creating(&*store, "A1", 1).await;
    let other = Checkout { site: site("other"), ..checkout("A1") };
    store.insert_checkout(&other, None).await.unwrap();
    assert_eq!(store.blocking_payment(&other.site, "A1").await.unwrap(), None);
    assert_eq!(started(&*store, &other, 1).await.attempt, 1);
}

pub async fn attempts_on_a_reference_are_numbered_after_those_that_ended(
    fixture: impl StoreFixture,
) {
    let store = fixture.open().await;
    let checkout = checkout("A1");
    store.insert_checkout(&checkout, None).await.unwrap();
    let ends = [PaymentState::Refused, PaymentState::Unanswered];
    for (state, number) in ends.into_iter().zip(1..) {
        let payment = started(&*store, &checkout, i64::from(number)).await;
        assert_eq!(payment.attempt, number);
        moved(&*store, &payment, state, 5).await;
    }
    let third = started(&*store, &checkout, 3).await;
    assert_eq!((third.attempt, third.reference.as_str()), (3, "A1-3"));
    assert_eq!(store.latest_payment(&checkout.id).await.unwrap(), Some(third));
}

pub async fn attempts_by_another_checkout_of_the_reference_count_too(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let (first, second) = (checkout("A1"), checkout("A1"));
    for checkout in [&first, &second] {
        store.insert_checkout(checkout, None).await.unwrap();
    }
    let payment = started(&*store, &first, 1).await;
    moved(&*store, &payment, PaymentState::Refused, 2).await;
    let payment = started(&*store, &second, 3).await;
    assert_eq!((payment.attempt, payment.reference.as_str()), (2, "A1-2"));
    // Each checkout has its own latest.
    let latest = store.latest_payment(&first.id).await.unwrap().unwrap();
    assert_eq!((latest.attempt, latest.checkout_id), (1, first.id));
}

pub async fn checkouts_do_not_share_keys(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    for reference in ["A1", "A2"] {
        let checkout = checkout(reference);
        store.insert_checkout(&checkout, None).await.unwrap();
        let intent = Intent { idempotency: Some(key("k1")), ..intent(&checkout, 1) };
        let made = store.insert_intent(&intent).await.unwrap();
        assert!(matches!(made, InsertIntent::Stored(_)), "{made:?}");
        let (payment, _) = store.payment_of_key(&checkout.id, "k1").await.unwrap().unwrap();
        assert_eq!(payment.id, intent.payment.id);
    }
}

pub async fn a_key_makes_one_payment_and_answers_with_it_even_when_another_is_alive(
    fixture: impl StoreFixture,
) {
    let store = fixture.open().await;
    let checkout = checkout("A1");
    store.insert_checkout(&checkout, None).await.unwrap();
    let first = Intent { idempotency: Some(key("k1")), ..intent(&checkout, 1) };
    store.insert_intent(&first).await.unwrap();
    let payment = store.payment(&first.payment.id).await.unwrap().unwrap();
    let refused = moved(&*store, &payment, PaymentState::Refused, 2).await;
    started(&*store, &checkout, 3).await;

    let again = Intent { idempotency: Some(key("k1")), ..intent(&checkout, 4) };
    let body_hash = "hash of k1".to_owned();
    let payment = Box::new(refused);
    assert_eq!(
        store.insert_intent(&again).await.unwrap(),
        InsertIntent::KeyUsed { payment, body_hash }
    );
}

pub async fn an_intent_for_no_checkout_stores_nothing(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let intent = intent(&checkout("A1"), 1);
    assert!(store.insert_intent(&intent).await.is_err());
    assert_eq!(store.payment(&intent.payment.id).await.unwrap(), None);
    assert_eq!(store.history(&intent.payment.id).await.unwrap(), []);
}

pub async fn a_payments_id_is_used_once(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let first = creating(&*store, "A1", 1).await;
    let other = checkout("A2");
    store.insert_checkout(&other, None).await.unwrap();
    for checkout_id in [&first.checkout_id, &other.id] {
        let mut again = intent(&other, 2);
        again.payment.id = first.id.clone();
        again.payment.checkout_id = checkout_id.clone();
        assert!(store.insert_intent(&again).await.is_err());
    }
    assert_eq!(store.payment(&first.id).await.unwrap(), Some(first));
}

pub async fn of_sixty_four_intents_for_one_checkout_exactly_one_is_stored(
    fixture: impl StoreFixture,
) {
    let store = fixture.open().await;
    let checkout = checkout("A1");
    store.insert_checkout(&checkout, None).await.unwrap();
    let mut tasks = Vec::new();
    // In several threads, and several in each, as claims are.
    for _ in 0..8 {
        let store = Arc::clone(&store);
        let intents: Vec<_> = (0..8).map(|_| intent(&checkout, 1)).collect();
        tasks.push(tokio::spawn(async move {
            join_all(intents.iter().map(|intent| store.insert_intent(intent))).await
        }));
    }
    let (mut stored, mut blocked) = (Vec::new(), Vec::new());
    for task in tasks {
        for made in task.await.unwrap() {
            match made.unwrap() {
                InsertIntent::Stored(payment) => stored.push(payment.id),
                InsertIntent::Blocked(payment) => blocked.push(payment.id),
                InsertIntent::TooMany | InsertIntent::KeyUsed { .. } => {
                    panic!("neither was the case")
                }
            }
        }
    }
    assert_eq!((stored.len(), blocked.len()), (1, 63));
    assert!(blocked.iter().all(|by| Some(by) == stored.first()));
    let filter = PaymentFilter { limit: 100, ..PaymentFilter::default() };
    assert_eq!(store.payments(&checkout.site, &filter).await.unwrap().len(), 1);
    assert_eq!(store.history(&stored[0]).await.unwrap().len(), 1);
}

pub async fn a_payment_remembers_its_provider_whatever_a_change_says(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let checkout = checkout("A1");
    store.insert_checkout(&checkout, None).await.unwrap();
    let intent = intent_at("second", &checkout, 1);
    let InsertIntent::Stored(payment) = store.insert_intent(&intent).await.unwrap() else {
        panic!("not stored");
    };
    assert_eq!(payment.provider, provider("second"));
    let mut change = change(&payment, PaymentState::Pending, 2);
    change.payment.provider = provider("third");
    assert!(store.save(&change).await.unwrap());
    store.close().await;
    let kept = fixture.open().await.payment(&payment.id).await.unwrap().unwrap();
    assert_eq!((kept.state, kept.provider), (PaymentState::Pending, provider("second")));
}

pub async fn a_checkout_has_so_many_payments_and_no_more(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let checkout = checkout("A1");
    let twin = Checkout { id: super::samples::checkout("A1").id, ..checkout.clone() };
    store.insert_checkout(&checkout, None).await.unwrap();
    store.insert_checkout(&twin, None).await.unwrap();
    for _ in 0..limits::ATTEMPTS_PER_CHECKOUT {
        let payment = started(&*store, &checkout, 1).await;
        let next = intent(&checkout, 1);
        let blocked = InsertIntent::Blocked(Box::new(payment.clone()));
        assert_eq!(store.insert_intent(&next).await.unwrap(), blocked);
        moved(&*store, &payment, PaymentState::Refused, 2).await;
    }
    let more = Intent { idempotency: Some(key("k1")), ..intent(&checkout, 3) };
    assert_eq!(store.insert_intent(&more).await.unwrap(), InsertIntent::TooMany);
    assert_eq!(store.payment(&more.payment.id).await.unwrap(), None);
    assert_eq!(store.payment_of_key(&checkout.id, "k1").await.unwrap(), None);
    let stored = store.checkout(&checkout.id).await.unwrap().unwrap();
    assert_eq!(stored.state, CheckoutState::Open);
    // The merchant's next checkout of the reference begins anew.
    assert_eq!(started(&*store, &twin, 3).await.attempt, limits::ATTEMPTS_PER_CHECKOUT + 1);
}
