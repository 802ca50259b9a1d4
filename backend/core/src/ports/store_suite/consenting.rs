//! Consent: what a buyer consented to is kept with the payment, in the words that were shown.

use pse_shared::PaymentState;

use super::StoreFixture;
use super::samples::{checkout, intent, minute, moved, site};
use crate::model::{Checkout, Consent, ConsentGiven, ConsentText, PaymentId};
use crate::ports::store::{InsertIntent, Intent, Store};

async fn consented(
    store: &dyn Store,
    order: &Checkout,
    at: i64,
    words: &str,
    address: &str,
) -> PaymentId {
    let text = ConsentText::new(words);
    let consent = Some(ConsentGiven { text, address: address.parse().unwrap() });
    let made = store.insert_intent(&Intent { consent, ..intent(order, at) }).await.unwrap();
    let InsertIntent::Stored(payment) = made else { panic!("not stored") };
    moved(store, &payment, PaymentState::Rejected, at).await.id
}

pub async fn a_consent_is_kept_with_its_words_version_time_and_address(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let (mut asked, mut expected) = (Vec::new(), Vec::new());
    for (of, words, version, address) in [
        ("demo", "Autorizo.", 1, "190.0.2.1"),
        ("demo", "Autorizo, señor.", 2, "2001:db8::1"),
        ("other", "Autorizo, señor.", 1, "190.0.2.3"),
        ("demo", "Autorizo.", 1, "190.0.2.4"),
        ("demo", "autorizo.", 3, "190.0.2.5"),
        ("demo", "Autorizo, señor.", 2, "190.0.2.6"),
    ] {
        let number = i64::try_from(asked.len()).unwrap();
        let order = Checkout { site: site(of), ..checkout(&format!("A{number}")) };
        store.insert_checkout(&order, None).await.unwrap();
        asked.push(consented(&*store, &order, number, words, address).await);
        let (text, at) = (ConsentText::new(words), minute(number));
        expected.push(Some(Consent { text, version, at, address: address.parse().unwrap() }));
    }
    store.close().await;
    let store = fixture.open().await;
    for (payment, expected) in asked.iter().zip(expected) {
        assert_eq!(store.consent(payment).await.unwrap(), expected);
    }
}

pub async fn where_nothing_was_asked_nothing_was_consented_to(fixture: impl StoreFixture) {
    let store = fixture.open().await;
    let order = checkout("A1");
    store.insert_checkout(&order, None).await.unwrap();
    let made = store.insert_intent(&intent(&order, 1)).await.unwrap();
    let InsertIntent::Stored(payment) = made else { panic!("not stored") };
    assert_eq!(store.consent(&payment.id).await.unwrap(), None);
    assert_eq!(store.consent(&PaymentId::new(minute(1)).unwrap()).await.unwrap(), None);
}
