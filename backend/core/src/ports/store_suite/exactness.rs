//! Exactness: money to the centavo, times to the microsecond, texts letter by letter.

use jiff::{SignedDuration, Timestamp};
use pse_shared::api::{Attribute, Credit};
use pse_shared::order::Amounts;
use pse_shared::{Amount, BankInterface, PaymentState, Person};

use super::StoreFixture;
use super::samples::{change, checkout, intent, key, minute, notification, site, started};
use crate::model::{Checkout, DeliveryAttempt, Payment};
use crate::ports::store::{
    IdempotencyKey, InsertCheckout, InsertIntent, Intent, NotificationOutcome, PaymentFilter, Store,
};

fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

/// Amounts that are all different and have centavos; the largest there can be among them.
fn to_the_centavo() -> Amounts {
    Amounts {
        total: amount("9999999999999.99"),
        tax: amount("149310.01"),
        devolution_base: amount("913190.10"),
        tip: amount("0.07"),
    }
}

/// A time with microseconds, so many minutes after the first second of 2026-11-23 in Bogotá.
fn exactly(at: i64) -> Timestamp {
    minute(at) + SignedDuration::from_micros(123_457)
}

async fn stored(store: &dyn Store, intent: &Intent) -> Payment {
    let made = store.insert_intent(intent).await.unwrap();
    assert!(matches!(made, InsertIntent::Stored(_)), "{made:?}");
    store.payment(&intent.payment.id).await.unwrap().unwrap()
}

pub async fn money_is_kept_to_the_centavo(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let amounts = to_the_centavo();
    let credit = Credit {
        entity_code: "900".into(),
        service_code: "1".into(),
        amount_value: amount("0.99"),
        tax_value: amount("0.01"),
        description: "Parte".into(),
    };
    let checkout = Checkout { amounts, credits: vec![credit], ..checkout("A1") };
    store.insert_checkout(&checkout, None).await.unwrap();
    assert_eq!(store.checkout(&checkout.id).await.unwrap().as_ref(), Some(&checkout));
    let payment = started(&*store, &checkout, 1).await;
    assert_eq!(payment.amounts, amounts);
    assert!(store.save(&change(&payment, PaymentState::Pending, 2)).await.unwrap());
    let kept = store.payment(&payment.id).await.unwrap().unwrap();
    assert_eq!(kept.amounts, amounts);
}

pub async fn times_are_kept_to_the_microsecond(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let checkout = Checkout { created_at: exactly(0), expires_at: exactly(60), ..checkout("A1") };
    store.insert_checkout(&checkout, None).await.unwrap();
    let kept = store.checkout(&checkout.id).await.unwrap().unwrap();
    assert_eq!((kept.created_at, kept.expires_at), (exactly(0), exactly(60)));

    let mut intent = intent(&checkout, 1);
    (intent.payment.created_at, intent.history.at) = (exactly(1), exactly(1));
    intent.lease_until = exactly(3);
    let payment = stored(&*store, &intent).await;
    assert_eq!(payment.created_at, exactly(1));
    assert_eq!(store.history(&payment.id).await.unwrap(), [intent.history]);
    let just_before = exactly(3) - SignedDuration::from_micros(1);
    assert_eq!(store.orphans(just_before).await.unwrap(), []);
    assert_eq!(store.orphans(exactly(3)).await.unwrap().len(), 1);

    let mut change = change(&payment, PaymentState::Pending, 2);
    change.payment.updated_at = exactly(2);
    change.payment.schedule.next_probe_at = Some(exactly(10));
    let mut told = notification(&payment, 2);
    (told.created_at, told.next_attempt_at) = (exactly(2), exactly(5));
    change.notification = Some(told.clone());
    assert!(store.save(&change).await.unwrap());
    let payment = store.payment(&payment.id).await.unwrap().unwrap();
    assert_eq!(payment.updated_at, exactly(2));
    assert_eq!(store.next_due().await.unwrap(), Some(exactly(10)));

    let attempt = DeliveryAttempt { at: exactly(6), status: Some(500), error: None };
    let retry = NotificationOutcome::RetryAt(exactly(7));
    store.record_attempt(&(&told).into(), &attempt, &retry).await.unwrap();
    (told.attempts, told.next_attempt_at) = (1, exactly(7));
    let kept = store.notifications(&payment.id).await.unwrap();
    assert_eq!(kept, [(told, vec![attempt])]);
}

pub async fn texts_that_differ_in_case_are_different(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    for text in ["a1", "A1"] {
        let checkout = checkout(text);
        let made = store.insert_checkout(&checkout, Some(&key(text))).await.unwrap();
        assert_eq!(made, InsertCheckout::Stored, "{text}");
        let intent = Intent { idempotency: Some(key(text)), ..intent(&checkout, 1) };
        let payment = stored(&*store, &intent).await;
        assert_eq!((payment.attempt, payment.reference.as_str()), (1, text));
        let mut change = change(&payment, PaymentState::Pending, 2);
        change.payment.cus = Some(text.into());
        assert!(store.save(&change).await.unwrap());
    }
    for text in ["a1", "A1"] {
        let (text, limit) = (Some(text.to_owned()), 9);
        for filter in [
            PaymentFilter { reference: text.clone(), limit, ..PaymentFilter::default() },
            PaymentFilter { cus: text.clone(), limit, ..PaymentFilter::default() },
        ] {
            let found = store.payments(&site("demo"), &filter).await.unwrap();
            let references: Vec<_> = found.into_iter().map(|payment| payment.reference).collect();
            assert_eq!(references, text.as_slice(), "{filter:?}");
        }
    }
}

pub async fn each_person_and_each_part_is_kept_in_its_place(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let named = |name: &str| Person { first_name: Some(name.into()), ..Person::default() };
    let attribute = |name: &str, value: &str| Attribute { name: name.into(), value: value.into() };
    let checkout = Checkout {
        payer: named("Paga"),
        buyer: Some(named("Compra")),
        shipping: Some(named("Recibe")),
        additional_data: vec![attribute("z", "1"), attribute("a", "2"), attribute("z", "3")],
        ..checkout("A1")
    };
    store.insert_checkout(&checkout, None).await.unwrap();
    assert_eq!(store.checkout(&checkout.id).await.unwrap().as_ref(), Some(&checkout));
    let mut intent = intent(&checkout, 1);
    intent.payment.bank_interface = BankInterface::Company;
    intent.payment.payer = named("Paga otra");
    let payment = stored(&*store, &intent).await;
    assert_eq!(payment, intent.payment);
}

pub async fn a_used_key_is_answered_with_the_hash_of_its_first_request(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let first = key("k1");
    let other = IdempotencyKey { body_hash: "hash of another body".into(), ..first.clone() };
    let checkout = checkout("A1");
    store.insert_checkout(&checkout, Some(&first)).await.unwrap();
    let made = Intent { idempotency: Some(first.clone()), ..intent(&checkout, 1) };
    let payment = stored(&*store, &made).await;
    // Twice: the second request changes nothing of what the key remembers.
    for _ in 0..2 {
        let body_hash = first.body_hash.clone();
        let again = store.insert_checkout(&super::samples::checkout("A1"), Some(&other)).await;
        let of = Box::new(store.checkout(&checkout.id).await.unwrap().unwrap());
        let used = InsertCheckout::KeyUsed { checkout: of, body_hash: body_hash.clone() };
        assert_eq!(again.unwrap(), used);
        let again = Intent { idempotency: Some(other.clone()), ..intent(&checkout, 2) };
        let used = InsertIntent::KeyUsed { payment: Box::new(payment.clone()), body_hash };
        assert_eq!(store.insert_intent(&again).await.unwrap(), used);
    }
}
