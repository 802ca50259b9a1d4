//! Checkouts, and the keys they were made with.

use pse_shared::CheckoutState;

use super::StoreFixture;
use super::samples::{checkout, creating, key, minute, site};
use crate::model::{Checkout, CheckoutId, PaymentId};
use crate::ports::store::InsertCheckout;

pub async fn a_checkout_reads_back_whole(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let full = checkout("A1");
    let bare = Checkout {
        buyer: None,
        additional_data: Vec::new(),
        credits: Vec::new(),
        ..checkout("A2")
    };
    for checkout in [full, bare] {
        assert_eq!(store.insert_checkout(&checkout, None).await.unwrap(), InsertCheckout::Stored);
        assert_eq!(store.checkout(&checkout.id).await.unwrap(), Some(checkout));
    }
    assert_eq!(store.checkout(&CheckoutId::new(minute(0)).unwrap()).await.unwrap(), None);
}

pub async fn a_key_makes_one_checkout_and_answers_with_it_ever_after(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let (first, second) = (checkout("A1"), checkout("A2"));
    let idempotency = key("k1");
    store.insert_checkout(&first, Some(&idempotency)).await.unwrap();

    let again = store.insert_checkout(&second, Some(&idempotency)).await.unwrap();
    let body_hash = idempotency.body_hash.clone();
    let checkout = Box::new(first.clone());
    assert_eq!(again, InsertCheckout::KeyUsed { checkout, body_hash });
    assert_eq!(store.checkout(&second.id).await.unwrap(), None);

    let found = store.checkout_of_key(&first.site, "k1").await.unwrap();
    assert_eq!(found, Some((first.clone(), idempotency.body_hash)));
    assert_eq!(store.checkout_of_key(&first.site, "k2").await.unwrap(), None);
}

pub async fn sites_do_not_share_keys(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    store.insert_checkout(&checkout("A1"), Some(&key("k1"))).await.unwrap();
    let other = Checkout { site: site("other"), ..checkout("A1") };
    assert_eq!(
        store.insert_checkout(&other, Some(&key("k1"))).await.unwrap(),
        InsertCheckout::Stored
    );
    let (found, _) = store.checkout_of_key(&site("other"), "k1").await.unwrap().unwrap();
    assert_eq!(found.id, other.id);
}

pub async fn a_site_reads_its_own_checkouts_and_payments_alone(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let payment = creating(&*store, "A1", 1).await;
    let (own, other) = (payment.site.clone(), site("other"));
    let id = &payment.checkout_id;
    let checkout = store.checkout(id).await.unwrap();
    assert!(checkout.is_some());
    assert_eq!(store.checkout_of_site(&own, id).await.unwrap(), checkout);
    assert_eq!(store.checkout_of_site(&other, id).await.unwrap(), None);
    assert_eq!(store.payment_of_site(&own, &payment.id).await.unwrap(), Some(payment.clone()));
    assert_eq!(store.payment_of_site(&other, &payment.id).await.unwrap(), None);
    let unknown = (CheckoutId::new(minute(0)).unwrap(), PaymentId::new(minute(0)).unwrap());
    assert_eq!(store.checkout_of_site(&own, &unknown.0).await.unwrap(), None);
    assert_eq!(store.payment_of_site(&own, &unknown.1).await.unwrap(), None);
}

pub async fn sixty_four_requests_with_one_key_make_one_checkout(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let checkouts: Vec<_> = (0..64).map(|_| checkout("A1")).collect();
    let idempotency = key("k1");
    let inserted = futures_util::future::join_all(
        checkouts.iter().map(|checkout| store.insert_checkout(checkout, Some(&idempotency))),
    )
    .await;
    let stored = inserted.iter().filter(|made| matches!(made, Ok(InsertCheckout::Stored))).count();
    assert_eq!(stored, 1);
    let mut kept = 0;
    for checkout in &checkouts {
        kept += usize::from(store.checkout(&checkout.id).await.unwrap().is_some());
    }
    assert_eq!(kept, 1);
}

pub async fn an_expired_checkout_is_kept_as_the_open_one_it_is(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let expired = Checkout { state: CheckoutState::Expired, ..checkout("A1") };
    store.insert_checkout(&expired, None).await.unwrap();
    let stored = store.checkout(&expired.id).await.unwrap().unwrap();
    assert_eq!(stored.state, CheckoutState::Open);
    assert_eq!(stored.state_at(expired.expires_at), CheckoutState::Expired);
}
