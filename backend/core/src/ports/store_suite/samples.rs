//! Samples that tests of every crate put into a store; times are minutes of 2026-11-23 in Bogotá.

use jiff::{SignedDuration, Timestamp};
use pse_shared::api::{Attribute, Bank, Credit};
use pse_shared::order::Amounts;
use pse_shared::{
    Actor, Amount, BankInterface, CheckoutState, NotificationState, PaymentState, Person,
};

use crate::model::{
    Checkout, CheckoutId, HistoryEntry, Notification, NotificationId, Payment, PaymentId,
    ProviderData, ProviderName, SiteName, checkout_state,
};
use crate::ports::store::{IdempotencyKey, InsertIntent, Intent, PaymentChange, SiteClaim, Store};

/// Returns the time so many minutes after the first second of 2026-11-23 in Bogotá.
pub fn minute(minutes: i64) -> Timestamp {
    "2026-11-23T00:00:00-05:00".parse::<Timestamp>().unwrap() + SignedDuration::from_mins(minutes)
}

/// Makes a site name.
pub fn site(name: &str) -> SiteName {
    name.parse().unwrap()
}

/// Makes a provider name.
pub fn provider(name: &str) -> ProviderName {
    name.parse().unwrap()
}

/// Makes a provider's own words from pairs of name and value.
pub fn words(words: &[(&str, &str)]) -> ProviderData {
    words.iter().map(|(name, word)| ((*name).to_owned(), (*word).to_owned())).collect()
}

/// Makes amounts with a tax.
pub fn amounts() -> Amounts {
    let amount = |text: &str| text.parse::<Amount>().unwrap();
    Amounts {
        total: amount("1062500.00"),
        tax: amount("149310.00"),
        devolution_base: amount("913190.00"),
        tip: Amount::ZERO,
    }
}

/// Makes a payer, Ana, with the required fields.
pub fn ana() -> Person {
    Person {
        document_type: Some("CC".into()),
        document: Some("1098765432".into()),
        first_name: Some("Ana \"la\" Niña".into()),
        email_address: Some("ana@example.co".into()),
        ..Person::default()
    }
}

/// Makes a checkout of the site `demo` with every field filled.
pub fn checkout(reference: &str) -> Checkout {
    Checkout {
        id: CheckoutId::new(minute(0)).unwrap(),
        site: site("demo"),
        state: CheckoutState::Open,
        reference: reference.to_owned(),
        description: "Compra de mañana".into(),
        currency: "COP".into(),
        language: "ES".into(),
        amounts: amounts(),
        return_url: "https://tienda.example.co/gracias".into(),
        payer: ana(),
        buyer: Some(Person { city: Some("Bogotá".into()), ..Person::default() }),
        shipping: None,
        additional_data: vec![Attribute { name: "mesa".into(), value: "7".into() }],
        credits: vec![Credit {
            entity_code: "900".into(),
            service_code: "1".into(),
            amount_value: amounts().total,
            tax_value: Amount::ZERO,
            description: "Todo".into(),
        }],
        created_at: minute(0),
        expires_at: minute(60),
    }
}

/// Makes an intent to pay a checkout at the provider `default`, at a minute; its lease ends 2 minutes later.
pub fn intent(checkout: &Checkout, at: i64) -> Intent {
    intent_at(ProviderName::DEFAULT, checkout, at)
}

/// Makes an intent to pay a checkout at a provider, at a minute; its lease ends 2 minutes later.
pub fn intent_at(name: &str, checkout: &Checkout, at: i64) -> Intent {
    let bank = Bank { code: "1066".into(), name: "BANCO COOPERATIVO COOPCENTRAL".into() };
    let payment = Payment::begun(
        PaymentId::new(minute(at)).unwrap(),
        checkout,
        provider(name),
        &bank,
        BankInterface::Person,
        ana(),
        minute(at),
    );
    Intent {
        payment,
        history: entry(at, None, PaymentState::Creating),
        consent: None,
        idempotency: None,
        lease_until: minute(at + 2),
    }
}

/// Makes an idempotency key, with the hash of a request.
pub fn key(text: &str) -> IdempotencyKey {
    let body_hash = format!("hash of {text}");
    IdempotencyKey { key: text.to_owned(), written_hash: body_hash.clone(), body_hash }
}

/// Makes a history row caused by the buyer, at a minute.
pub fn entry(at: i64, from: Option<PaymentState>, to: PaymentState) -> HistoryEntry {
    HistoryEntry::new(minute(at), from, to, Actor::Buyer)
}

/// Makes a change of a payment's state and its checkout's, without a notification, at a minute. A pending payment is
/// due 8 minutes later.
pub fn change(payment: &Payment, to: PaymentState, at: i64) -> PaymentChange {
    let from = payment.state;
    let mut payment = payment.clone();
    payment.state = to;
    payment.updated_at = minute(at);
    payment.schedule.next_probe_at = (to == PaymentState::Pending).then(|| minute(at + 8));
    let history = Some(entry(at, Some(from), to));
    PaymentChange {
        payment,
        history,
        checkout: Some(checkout_state::after(to)),
        notification: None,
    }
}

/// Makes a notification about a payment, due at a minute.
pub fn notification(payment: &Payment, at: i64) -> Notification {
    Notification {
        id: NotificationId::new(minute(at)).unwrap(),
        payment_id: payment.id.clone(),
        site: payment.site.clone(),
        body: format!("{{\"minute\":{at}}}"),
        state: NotificationState::Due,
        attempts: 0,
        next_attempt_at: minute(at),
        created_at: minute(at),
    }
}

/// Wants so many due notifications of the site `demo`.
pub fn of_demo(limit: u32) -> [SiteClaim; 1] {
    [SiteClaim { site: site("demo"), limit }]
}

/// Stores a checkout of a reference and a payment of it in the state `creating`.
pub async fn creating(store: &dyn Store, reference: &str, at: i64) -> Payment {
    let checkout = checkout(reference);
    store.insert_checkout(&checkout, None).await.unwrap();
    started(store, &checkout, at).await
}

/// Stores a payment of a stored checkout in the state `creating`.
pub async fn started(store: &dyn Store, checkout: &Checkout, at: i64) -> Payment {
    match store.insert_intent(&intent(checkout, at)).await.unwrap() {
        InsertIntent::Stored(payment) => *payment,
        InsertIntent::Blocked(by) => panic!("blocked by {by:?}"),
        InsertIntent::TooMany => panic!("tried too often"),
        InsertIntent::KeyUsed { .. } => panic!("no key was used"),
    }
}

/// Stores a change of a payment's state and reads the payment back.
pub async fn moved(store: &dyn Store, payment: &Payment, to: PaymentState, at: i64) -> Payment {
    assert!(store.save(&change(payment, to, at)).await.unwrap());
    store.payment(&payment.id).await.unwrap().unwrap()
}

/// Stores a checkout and a payment of it that is pending since a minute, due 8 minutes later.
pub async fn pending(store: &dyn Store, reference: &str, at: i64) -> Payment {
    let payment = creating(store, reference, at).await;
    moved(store, &payment, PaymentState::Pending, at).await
}
