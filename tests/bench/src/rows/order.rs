//! One checkout and one payment of it, in the service's own types, as a creation at the sandbox leaves them.

use std::time::Duration;

use jiff::Timestamp;
use pse_core::model::{
    Checkout, CheckoutId, HistoryEntry, Notification, NotificationId, Payment, PaymentId,
    ProviderName, TransactionRef,
};
use pse_core::ports::store::{IdempotencyKey, Intent, PaymentChange};
use pse_core::time::later;
use pse_shared::api::Bank;
use pse_shared::order::Amounts;
use pse_shared::{
    Actor, Amount, BankInterface, CheckoutState, NotificationState, PaymentState, Person,
};

use crate::clock::now;
use crate::failure::Failure;

/// The name of the demo's site.
pub(crate) const SITE: &str = "demo";

/// A checkout of a reference.
pub(crate) fn checkout(reference: &str) -> Result<Checkout, Failure> {
    let created_at = now();
    let amount = |text: &str| text.parse::<Amount>().map_err(|error| format!("{error:?}"));
    Ok(Checkout {
        id: CheckoutId::new(created_at)?,
        site: SITE.parse().map_err(|_| "the site's name")?,
        state: CheckoutState::Open,
        reference: reference.to_owned(),
        description: "Compra".to_owned(),
        currency: "COP".to_owned(),
        language: "ES".to_owned(),
        amounts: Amounts {
            total: amount("1062500.00")?,
            tax: amount("149310.00")?,
            devolution_base: amount("913190.00")?,
            tip: Amount::ZERO,
        },
        return_url: "http://127.0.0.1:8080/".to_owned(),
        payer: Person::default(),
        buyer: None,
        shipping: None,
        additional_data: Vec::new(),
        credits: Vec::new(),
        created_at,
        expires_at: later(created_at, Duration::from_secs(86_400)),
    })
}

/// The intent to pay a checkout, with an idempotency key.
pub(crate) fn intent(checkout: &Checkout) -> Result<Intent, Failure> {
    let text = |text: &str| Some(text.to_owned());
    let began = now();
    let payer = Person {
        document_type: text("CC"),
        document: text("1098765432"),
        first_name: text("Ana"),
        last_name: text("Niño"),
        email_address: text("ana@example.co"),
        mobile: text("3001234567"),
        ..Person::default()
    };
    let bank = Bank { code: "9001".to_owned(), name: "BANCO DE PRUEBA APRUEBA".to_owned() };
    let payment = Payment::begun(
        PaymentId::new(began)?,
        checkout,
        ProviderName::default_name(),
        &bank,
        BankInterface::Person,
        payer,
        began,
    );
    Ok(Intent {
        history: HistoryEntry::new(began, None, PaymentState::Creating, Actor::Buyer),
        payment,
        idempotency: Some(IdempotencyKey {
            key: format!("pay-{}", checkout.id),
            body_hash: "5f3b".repeat(16),
            written_hash: "5f3b".repeat(16),
        }),
        lease_until: later(began, Duration::from_secs(120)),
        consent: None,
    })
}

/// The change that the provider's answer makes of a stored payment, with the notification of it where one is due.
pub(crate) fn answered(payment: &Payment, told: bool) -> Result<PaymentChange, Failure> {
    let at = now();
    let mut payment = payment.clone();
    let (state, before) = (PaymentState::Pending, payment.state);
    payment.state = state;
    payment.updated_at = at;
    payment.transaction = Some(TransactionRef::new("1450123456"));
    payment.cus = Some("2150228".to_owned());
    payment.transaction_cycle = Some(1);
    payment.bank_url = Some(format!("http://127.0.0.1:8081/pse/{}", "5a".repeat(16)));
    payment.reason_code = Some("?-".to_owned());
    payment.reason_text = Some("Transacción pendiente. Por favor verificar más tarde.".to_owned());
    payment.on_test = true;
    let word = |name: &str, word: &str| (name.to_owned(), word.to_owned());
    payment.provider_data = [
        word("return_code", "SUCCESS"),
        word("response_code", "3"),
        word("session_id", &"7c".repeat(16)),
    ]
    .into_iter()
    .collect();
    payment.schedule.next_probe_at = Some(later(payment.created_at, Duration::from_secs(480)));
    let mut entry = HistoryEntry::new(at, Some(before), state, Actor::Buyer);
    entry.provider_data = payment.provider_data.clone();
    entry.reason_code.clone_from(&payment.reason_code);
    entry.reason_text.clone_from(&payment.reason_text);
    let notification = if told { Some(notification(&payment, at)?) } else { None };
    Ok(PaymentChange {
        payment,
        history: Some(entry),
        checkout: Some(CheckoutState::Pending),
        notification,
    })
}

fn notification(payment: &Payment, at: Timestamp) -> Result<Notification, Failure> {
    Ok(Notification {
        id: NotificationId::new(at)?,
        payment_id: payment.id.clone(),
        site: payment.site.clone(),
        body: format!("{{\"type\":\"payment.pending\",\"data\":\"{}\"}}", "x".repeat(1_200)),
        state: NotificationState::Due,
        attempts: 0,
        next_attempt_at: at,
        created_at: at,
    })
}
