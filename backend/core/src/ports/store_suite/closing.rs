//! Closing: everything is kept, and nothing is done afterwards.

use pse_shared::PaymentState;

use super::StoreFixture;
use super::samples::{
    change, checkout, creating, intent, key, minute, notification, of_demo, pending, site,
};
use crate::model::DeliveryAttempt;
use crate::ports::store::{
    ClaimWindow, Intent, NotificationOutcome, PaymentFilter, ReturnLimit, StoredBankList,
};

pub async fn a_closed_store_does_nothing_more(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    store.ready().await.unwrap();
    let payment = pending(&*store, "A1", 1).await;
    store.close().await;
    store.close().await;
    let (id, demo) = (&payment.id, site("demo"));
    let told = notification(&payment, 1);
    let attempt = DeliveryAttempt { at: minute(2), status: None, error: None };
    let window = ClaimWindow { now: minute(60), next: minute(70), limit: 9 };
    let limit = ReturnLimit { now: minute(60), last_before: minute(50), max: 9 };
    let filter = PaymentFilter { limit: 9, ..PaymentFilter::default() };
    let list =
        StoredBankList { provider: payment.provider.clone(), banks: Vec::new(), as_of: minute(1) };

    assert!(store.ready().await.is_err());
    assert!(store.insert_checkout(&checkout("A2"), None).await.is_err());
    assert!(store.checkout_of_key(&demo, "k1").await.is_err());
    assert!(store.checkout(&payment.checkout_id).await.is_err());
    assert!(store.blocking_payment(&demo, "A1").await.is_err());
    assert!(store.payment_of_key(&payment.checkout_id, "k1").await.is_err());
    assert!(store.insert_intent(&intent(&checkout("A2"), 1)).await.is_err());
    assert!(store.save(&change(&payment, PaymentState::Approved, 2)).await.is_err());
    assert!(store.payment(id).await.is_err());
    assert!(store.latest_payment(&payment.checkout_id).await.is_err());
    assert!(store.history(id).await.is_err());
    assert!(store.payments(&demo, &filter).await.is_err());
    assert!(store.claim_due(window).await.is_err());
    assert!(store.claim_return(id, limit).await.is_err());
    assert!(store.claim_merchant(id, minute(60), minute(50), minute(70)).await.is_err());
    assert!(store.next_due().await.is_err());
    assert!(store.orphans(minute(9)).await.is_err());
    assert!(store.unfinished().await.is_err());
    assert!(store.bank_list(&demo).await.is_err());
    assert!(store.claim_bank_list(&demo, minute(1), minute(2)).await.is_err());
    assert!(store.save_bank_list(&demo, &list).await.is_err());
    assert!(store.release_bank_list(&demo).await.is_err());
    assert!(store.claim_notifications(minute(9), minute(10), &of_demo(9)).await.is_err());
    let delivered = NotificationOutcome::Delivered;
    assert!(store.record_attempt(&(&told).into(), &attempt, &delivered).await.is_err());
    assert!(store.release_notification(&told, minute(9)).await.is_err());
    assert!(store.redeliver(&demo, &told.id, minute(9)).await.is_err());
    assert!(store.notifications(id).await.is_err());
    assert!(store.figures(minute(9)).await.is_err());

    let again = fixture.open().await;
    assert_eq!(again.payment(&payment.id).await.unwrap(), Some(payment));
    assert_eq!(again.bank_list(&demo).await.unwrap(), None);
}

pub async fn opening_again_finds_everything(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let payment = creating(&*store, "A1", 1).await;
    let checkout = store.checkout(&payment.checkout_id).await.unwrap().unwrap();
    store.close().await;
    let store = fixture.open().await;
    assert_eq!(store.checkout(&checkout.id).await.unwrap(), Some(checkout.clone()));
    assert_eq!(store.payment(&payment.id).await.unwrap().as_ref(), Some(&payment));
    assert_eq!(store.history(&payment.id).await.unwrap(), [intent(&checkout, 1).history]);
}

pub async fn opening_again_finds_keys_claims_and_notifications(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let checkout = checkout("A1");
    store.insert_checkout(&checkout, Some(&key("k1"))).await.unwrap();
    let intent = Intent { idempotency: Some(key("k2")), ..intent(&checkout, 1) };
    store.insert_intent(&intent).await.unwrap();
    let payment = store.payment(&intent.payment.id).await.unwrap().unwrap();
    let mut change = change(&payment, PaymentState::Pending, 2);
    let told = notification(&payment, 2);
    change.notification = Some(told.clone());
    assert!(store.save(&change).await.unwrap());
    let attempt = DeliveryAttempt { at: minute(3), status: Some(503), error: None };
    let retry = NotificationOutcome::RetryAt(minute(20));
    store.record_attempt(&(&told).into(), &attempt, &retry).await.unwrap();
    let window = ClaimWindow { now: minute(10), next: minute(25), limit: 9 };
    let claimed = store.claim_due(window).await.unwrap();
    assert_eq!(claimed.len(), 1);
    store.close().await;

    let store = fixture.open().await;
    let (of_key, hash) = store.checkout_of_key(&checkout.site, "k1").await.unwrap().unwrap();
    assert_eq!((of_key.id, hash), (checkout.id.clone(), key("k1").body_hash));
    let of_key = store.payment_of_key(&checkout.id, "k2").await.unwrap().unwrap();
    assert_eq!(of_key, (claimed[0].clone(), key("k2").body_hash));
    assert_eq!(store.claim_due(window).await.unwrap(), [], "the claim holds until its end");
    assert_eq!(store.next_due().await.unwrap(), Some(minute(25)));
    let mut expected = told;
    (expected.attempts, expected.next_attempt_at) = (1, minute(20));
    let kept = store.notifications(&payment.id).await.unwrap();
    assert_eq!(kept, [(expected, vec![attempt])]);
    assert_eq!(store.claim_notifications(minute(19), minute(30), &of_demo(9)).await.unwrap(), []);
}
