//! Records for tests; times are minutes after the first second of 2026-11-23 in Bogotá.

use jiff::{SignedDuration, Timestamp};
use pse_shared::api::{Attribute, Credit};
use pse_shared::order::Amounts;
use pse_shared::{Amount, BankInterface, CheckoutState, PaymentState, Person};

use crate::config::SiteName;
use crate::model::{
    Asker, Checkout, CheckoutId, HistoryEntry, Notification, NotificationId, NotificationState,
    Payment, PaymentId, Schedule,
};
use crate::store::{Change, Idempotency, InsertIntent, Intent, Store};

pub(crate) fn minute(minutes: i64) -> Timestamp {
    "2026-11-23T00:00:00-05:00".parse::<Timestamp>().unwrap() + SignedDuration::from_mins(minutes)
}

pub(crate) fn site(name: &str) -> SiteName {
    name.parse().unwrap()
}

pub(crate) fn amounts() -> Amounts {
    let amount = |text: &str| text.parse::<Amount>().unwrap();
    Amounts {
        total: amount("1062500.00"),
        tax: amount("149310.00"),
        devolution_base: amount("913190.00"),
        tip: Amount::ZERO,
    }
}

pub(crate) fn ana() -> Person {
    Person {
        document_type: Some("CC".into()),
        document: Some("1098765432".into()),
        first_name: Some("Ana \"la\" Niña".into()),
        email_address: Some("ana@example.co".into()),
        ..Person::default()
    }
}

/// A checkout of site `demo` with everything in it.
pub(crate) fn checkout(reference: &str) -> Checkout {
    Checkout {
        id: CheckoutId::random().unwrap(),
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

/// A payment of a checkout, about to be created at a minute.
pub(crate) fn intent(checkout: &Checkout, at: i64) -> Intent {
    let payment = Payment {
        id: PaymentId::random().unwrap(),
        checkout_id: checkout.id.clone(),
        site: checkout.site.clone(),
        merchant_reference: checkout.reference.clone(),
        attempt: 0,
        reference: String::new(),
        amounts: checkout.amounts,
        currency: "COP".into(),
        bank_code: "1066".into(),
        bank_name: "BANCO COOPERATIVO COOPCENTRAL".into(),
        bank_interface: BankInterface::Person,
        payer: ana(),
        state: PaymentState::Creating,
        version: 0,
        created_at: minute(at),
        updated_at: minute(at),
        transaction_id: None,
        session_id: None,
        cus: None,
        transaction_cycle: None,
        bank_url: None,
        return_code: None,
        response_code: None,
        reason_code: None,
        reason_text: None,
        transaction_state: None,
        bank_process_date: None,
        on_test: false,
        schedule: Schedule::default(),
    };
    let history = entry(at, None, PaymentState::Creating);
    Intent { payment, history, idempotency: None }
}

pub(crate) fn key(text: &str) -> Idempotency {
    Idempotency { key: text.to_owned(), body_hash: format!("hash of {text}") }
}

pub(crate) fn entry(at: i64, from: Option<PaymentState>, to: PaymentState) -> HistoryEntry {
    HistoryEntry {
        at: minute(at),
        from,
        to,
        by: Asker::Buyer,
        return_code: None,
        transaction_state: None,
        reason_code: None,
        reason_text: None,
        note: None,
    }
}

/// A move to a state, with the checkout's own and nothing told. Pending is due 8 minutes later.
pub(crate) fn change(payment: &Payment, to: PaymentState, at: i64) -> Change {
    let from = payment.state;
    let mut payment = payment.clone();
    payment.state = to;
    payment.updated_at = minute(at);
    payment.schedule.next_probe_at = (to == PaymentState::Pending).then(|| minute(at + 8));
    let checkout = match to {
        PaymentState::Creating | PaymentState::Pending => CheckoutState::Pending,
        PaymentState::Approved => CheckoutState::Paid,
        PaymentState::Refused
        | PaymentState::Unanswered
        | PaymentState::Rejected
        | PaymentState::Failed => CheckoutState::Open,
    };
    let history = Some(entry(at, Some(from), to));
    Change { payment, history, checkout: Some(checkout), notification: None }
}

pub(crate) fn notification(payment: &Payment, at: i64) -> Notification {
    Notification {
        id: NotificationId::random().unwrap(),
        payment_id: payment.id.clone(),
        site: payment.site.clone(),
        body: format!("{{\"minute\":{at}}}"),
        state: NotificationState::Due,
        attempts: 0,
        next_attempt_at: minute(at),
        created_at: minute(at),
    }
}

/// Stores a checkout of a reference and an intent for it.
pub(crate) async fn creating(store: &impl Store, reference: &str, at: i64) -> Payment {
    let checkout = checkout(reference);
    store.insert_checkout(&checkout, None).await.unwrap();
    started(store, &checkout, at).await
}

/// Stores an intent for a checkout.
pub(crate) async fn started(store: &impl Store, checkout: &Checkout, at: i64) -> Payment {
    match store.insert_intent(&intent(checkout, at)).await.unwrap() {
        InsertIntent::Stored(payment) => *payment,
        InsertIntent::Blocked(by) => panic!("blocked by {by:?}"),
        InsertIntent::KeyUsed { .. } => panic!("no key was used"),
    }
}

/// Stores a move and reads the payment back.
pub(crate) async fn moved(
    store: &impl Store,
    payment: &Payment,
    to: PaymentState,
    at: i64,
) -> Payment {
    assert!(store.save(&change(payment, to, at)).await.unwrap());
    store.payment(&payment.id).await.unwrap().unwrap()
}

/// A payment that is pending since a minute, due 8 minutes later.
pub(crate) async fn pending(store: &impl Store, reference: &str, at: i64) -> Payment {
    let payment = creating(store, reference, at).await;
    moved(store, &payment, PaymentState::Pending, at).await
}
