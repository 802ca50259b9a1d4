//! Closing: everything is kept, and nothing is done afterwards.

use super::StoreFixture;
use super::samples::{checkout, creating, intent, minute, pending, site};
use crate::ports::store::ClaimWindow;

pub async fn a_closed_store_does_nothing_more(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    store.ready().await.unwrap();
    let payment = pending(&*store, "A1", 1).await;
    store.close().await;
    store.close().await;
    assert!(store.ready().await.is_err());
    assert!(store.payment(&payment.id).await.is_err());
    assert!(store.orphans(minute(9)).await.is_err());
    assert!(store.unfinished().await.is_err());
    assert!(store.insert_checkout(&checkout("A2"), None).await.is_err());
    assert!(store.claim_bank_list(&site("demo"), minute(1), minute(2)).await.is_err());
    assert!(store.release_bank_list(&site("demo")).await.is_err());
    let window = ClaimWindow { now: minute(60), next: minute(70), limit: 9 };
    assert!(store.claim_due(window).await.is_err());
    let again = fixture.open().await;
    assert_eq!(again.payment(&payment.id).await.unwrap(), Some(payment));
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
