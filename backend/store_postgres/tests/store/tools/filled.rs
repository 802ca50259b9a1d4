//! Stores with something of everything, also what is seldom there; and all that can be read of it.

use std::fmt::Write as _;

use futures_util::future::join_all;
use pse_core::model::{
    Checkout, ConsentGiven, ConsentText, DeliveryAttempt, Notification, Payment, PaymentId,
};
use pse_core::ports::store::{
    ClaimWindow, InsertIntent, Intent, NotificationOutcome, PaymentChange, PaymentFilter, Store,
    StoredBankList,
};
use pse_core::ports::store_suite::samples::{
    change, checkout, intent, key, minute, moved, notification, of_demo, pending, provider, site,
};
use pse_shared::api::Bank;
use pse_shared::{PaymentState, Person};

/// How many payments there are of the plain kind: more than are copied at once.
const PLAIN: i64 = 600;

/// Puts something of everything into a store.
pub(crate) async fn fill(store: &dyn Store) {
    // All at once, so that many share a commit.
    let plain = async |number: i64| {
        let payment = pending(store, &format!("P{number}"), number % 7).await;
        match number % 4 {
            0 => drop(moved(store, &payment, PaymentState::Approved, 9).await),
            1 => drop(moved(store, &payment, PaymentState::Rejected, 9).await),
            _ => {}
        }
    };
    for begin in (0..PLAIN).step_by(60) {
        join_all((begin..begin + 60).map(plain)).await;
    }
    odd_payments(store).await;
    notifications(store).await;
    let banks = vec![Bank { code: "1066".into(), name: "BANCO Ñ".into() }];
    let list = StoredBankList { provider: provider("default"), banks, as_of: minute(3) };
    store.save_bank_list(&site("demo"), &list).await.unwrap();
    // Asked about and asked again later, so that epochs have grown.
    let window = ClaimWindow { now: minute(12), next: minute(20), limit: 50 };
    assert_eq!(store.claim_due(window).await.unwrap().len(), 50);
}

/// One that is still being created, with consent and keys; one that was tried twice; odd people.
async fn odd_payments(store: &dyn Store) {
    let nobody = Some(Person::default());
    let shouting = Person {
        document: Some(String::new()),
        document_type: Some(String::new()),
        email_address: Some("ÉMILE@Example.CO".into()),
        ..Person::default()
    };
    for (reference, payer, buyer, shipping) in [
        ("NOBODY", Person::default(), nobody.clone(), nobody),
        ("SHOUTING", shouting.clone(), Some(shouting), None),
    ] {
        let checkout = Checkout { payer, buyer, shipping, ..checkout(reference) };
        store.insert_checkout(&checkout, Some(&key(reference))).await.unwrap();
    }
    for (reference, words) in [("C1", "Autorizo."), ("C2", "Autorizo, señor."), ("C3", "Autorizo.")]
    {
        let order = checkout(reference);
        store.insert_checkout(&order, None).await.unwrap();
        let consent = Some(ConsentGiven {
            text: ConsentText::new(words),
            address: "2001:db8::1".parse().unwrap(),
        });
        let idempotency = Some(key(reference));
        let first = Intent { consent, idempotency, ..intent(&order, 4) };
        let InsertIntent::Stored(payment) = store.insert_intent(&first).await.unwrap() else {
            panic!("not stored")
        };
        if reference == "C2" {
            let mut failed = change(&payment, PaymentState::Failed, 5);
            failed.payment.provider_data =
                [("state_text".to_owned(), "«\u{1F4B8}» \\ \"".to_owned())].into();
            failed.payment.reason_text = Some("tab\tnewline\n".to_owned());
            assert!(store.save(&failed).await.unwrap());
            let again = intent(&order, 6);
            assert!(matches!(store.insert_intent(&again).await, Ok(InsertIntent::Stored(_))));
        }
    }
}

/// Delivered, given up, waiting, claimed, and one behind another.
async fn notifications(store: &dyn Store) {
    let one = pending(store, "N1", 1).await;
    let two = pending(store, "N2", 1).await;
    let mut told = Vec::new();
    for (payment, at) in [(&one, 2), (&two, 3), (&two, 4), (&two, 5)] {
        told.push(tell(store, payment, at).await);
    }
    let claimed = store.claim_notifications(minute(6), minute(7), &of_demo(10)).await.unwrap();
    assert_eq!(claimed.len(), 2);
    let attempt = |status| DeliveryAttempt { at: minute(6), status, error: None };
    for (claimed, status, outcome) in [
        (&claimed[0], Some(200), NotificationOutcome::Delivered),
        (&claimed[1], Some(500), NotificationOutcome::Exhausted),
    ] {
        store.record_attempt(&claimed.into(), &attempt(status), &outcome).await.unwrap();
    }
    // The third is tried again later, which stands elsewhere than in its row; the fourth waits behind it.
    let claimed = store.claim_notifications(minute(8), minute(9), &of_demo(10)).await.unwrap();
    assert_eq!(claimed[0].id, told[2].id);
    let later = NotificationOutcome::RetryAt(minute(33));
    store.record_attempt(&(&claimed[0]).into(), &attempt(None), &later).await.unwrap();
}

async fn tell(store: &dyn Store, payment: &Payment, at: i64) -> Notification {
    let notification = notification(payment, at);
    let payment = store.payment(&payment.id).await.unwrap().unwrap();
    let told = Some(notification.clone());
    let change = PaymentChange { payment, history: None, checkout: None, notification: told };
    assert!(store.save(&change).await.unwrap());
    notification
}

/// All that can be read of a store, as one text.
pub(crate) async fn everything(store: &dyn Store) -> String {
    let mut all = String::new();
    let filter = PaymentFilter { limit: 10_000, ..PaymentFilter::default() };
    let payments = store.payments(&site("demo"), &filter).await.unwrap();
    assert!(payments.len() > 600, "{}", payments.len());
    for payment in &payments {
        let id: &PaymentId = &payment.id;
        let checkout = store.checkout(&payment.checkout_id).await.unwrap();
        let of_key = store.payment_of_key(&payment.checkout_id, &key("C1").key).await.unwrap();
        let (history, consent) =
            (store.history(id).await.unwrap(), store.consent(id).await.unwrap());
        let told = store.notifications(id).await.unwrap();
        writeln!(all, "{payment:?} {checkout:?} {of_key:?} {history:?} {consent:?} {told:?}")
            .unwrap();
    }
    for reference in ["NOBODY", "SHOUTING"] {
        let found = store.checkout_of_key(&site("demo"), &key(reference).key).await.unwrap();
        writeln!(all, "{:?}", found.unwrap()).unwrap();
    }
    let now = minute(40);
    let (list, figures) = (store.bank_list(&site("demo")).await, store.figures(now).await);
    let (due, unfinished) = (store.next_due().await, store.unfinished().await);
    let orphans = store.orphans(now).await.map(|found| found.len());
    writeln!(all, "{list:?} {figures:?} {due:?} {unfinished:?} {orphans:?}").unwrap();
    all
}
