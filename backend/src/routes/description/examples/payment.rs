//! The checkout's payment, from the buyer's confirmation to its approval.

use std::collections::BTreeMap;

use super::subject::{
    APPROVED_AT, BANK, BANK_URL, CHECKOUT, CONFIRMED_AT, CONSENT, CREATED_AT, CUS, PAYMENT,
    PENDING_REASON, REFERENCE, person, tax, total, words,
};
use pse_shared::api::{
    ConsentRecord, CreatePayment, HistoryRow, PaymentCreated, PaymentPage, PaymentRecord,
    PaymentView, ProviderRecord,
};
use pse_shared::words::Language;
use pse_shared::{Actor, BankInterface, PaymentState};

/// The example of a payment as the buyer sees it: pending.
#[must_use]
pub fn payment_view() -> PaymentView {
    PaymentView {
        id: PAYMENT.into(),
        state: PaymentState::Pending,
        bank_code: BANK.0.into(),
        bank_name: BANK.1.into(),
        bank_interface: BankInterface::Person,
        cus: Some(CUS.into()),
        transaction_cycle: Some(1),
        reference: REFERENCE.into(),
        created_at: CONFIRMED_AT.into(),
        bank_process_date: None,
        refusal: None,
        reason_code: Some("?-".into()),
        reason_text: Some(PENDING_REASON.into()),
        declined_by: None,
        bank_url: Some(BANK_URL.into()),
        next_probe_at: Some("2026-11-23T10:08:00-05:00".into()),
        on_test: true,
    }
}

/// The example of what a buyer confirms, who reads English.
#[must_use]
pub fn create_payment() -> CreatePayment {
    CreatePayment {
        bank_code: BANK.0.into(),
        bank_interface: BankInterface::Person,
        language: Some(Language::English),
        payer: person(),
    }
}

/// The example of the answer about a new payment.
#[must_use]
pub fn payment_created() -> PaymentCreated {
    PaymentCreated { payment_id: PAYMENT.into(), bank_url: BANK_URL.into() }
}

/// The example of a provider's own words: what Place to Pay's SOAP service says of the approved payment.
#[must_use]
pub fn provider_record() -> ProviderRecord {
    ProviderRecord {
        name: "default".into(),
        transaction: Some("1443053707".into()),
        data: words(&[
            ("session_id", "b1c5e0a0f3d94f6c8a7e2d1b0c9f8e7d"),
            ("return_code", "SUCCESS"),
            ("response_code", "1"),
            ("transaction_state", "OK"),
        ]),
    }
}

/// The example of a buyer's consent.
#[must_use]
pub fn consent_record() -> ConsentRecord {
    ConsentRecord {
        text: CONSENT.0.into(),
        hash: CONSENT.1.into(),
        version: 1,
        at: CONFIRMED_AT.into(),
        address: "190.0.2.17".into(),
    }
}

/// The example of a row of a history: the approval.
#[must_use]
pub fn history_row() -> HistoryRow {
    HistoryRow {
        at: APPROVED_AT.into(),
        from: Some(PaymentState::Pending),
        to: PaymentState::Approved,
        by: Actor::Return,
        data: words(&[("return_code", "SUCCESS"), ("transaction_state", "OK")]),
        reason_code: Some("00".into()),
        reason_text: Some("Aprobada".into()),
        note: None,
    }
}

/// The example of a payment as its merchant sees it: approved, with its history.
#[must_use]
pub fn payment_record() -> PaymentRecord {
    let confirmed = HistoryRow {
        at: CONFIRMED_AT.into(),
        from: None,
        to: PaymentState::Creating,
        by: Actor::Buyer,
        data: BTreeMap::new(),
        reason_code: None,
        reason_text: None,
        note: None,
    };
    let created = HistoryRow {
        at: CREATED_AT.into(),
        from: Some(PaymentState::Creating),
        to: PaymentState::Pending,
        data: words(&[("return_code", "SUCCESS")]),
        reason_code: Some("?-".into()),
        reason_text: Some(PENDING_REASON.into()),
        ..confirmed.clone()
    };
    PaymentRecord {
        consent: Some(consent_record()),
        history: vec![confirmed, created, history_row()],
        ..listed_payment()
    }
}

/// The approved payment as it stands in a list: without its history.
pub(super) fn listed_payment() -> PaymentRecord {
    PaymentRecord {
        id: PAYMENT.into(),
        checkout_id: CHECKOUT.into(),
        state: PaymentState::Approved,
        merchant_reference: REFERENCE.into(),
        reference: REFERENCE.into(),
        total_amount: total(),
        tax_amount: tax(),
        currency: "COP".into(),
        bank_code: BANK.0.into(),
        bank_name: BANK.1.into(),
        bank_interface: BankInterface::Person,
        provider: provider_record(),
        refusal: None,
        cus: Some(CUS.into()),
        transaction_cycle: Some(1),
        reason_code: Some("00".into()),
        reason_text: Some("Aprobada".into()),
        created_at: CONFIRMED_AT.into(),
        updated_at: APPROVED_AT.into(),
        bank_process_date: Some("2026-11-23T10:04:12-05:00".into()),
        next_probe_at: None,
        on_test: true,
        payer: person(),
        consent: None,
        history: Vec::new(),
    }
}

/// The example of a page of payments: one payment, and another page after it.
#[must_use]
pub fn payment_page() -> PaymentPage {
    PaymentPage {
        payments: vec![listed_payment()],
        next_cursor: Some(format!("1795618800000000.{PAYMENT}")),
    }
}
