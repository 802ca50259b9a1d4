//! The receipt in every state.

use super::*;
use crate::sample::checkout;
use crate::state::CheckoutState;
use crate::words::{Language, of};

/// Writes what it was given.
struct AsGiven;

impl Format for AsGiven {
    fn money(&self, amount: Amount, currency: &str) -> String {
        format!("{currency} {amount}")
    }

    fn moment(&self, at: &str) -> String {
        at.to_owned()
    }
}

fn payment(state: PaymentState) -> PaymentView {
    checkout(CheckoutState::Open, Some(state)).payment.unwrap()
}

fn value(payment: &PaymentView, name: &str) -> Option<String> {
    let view = CheckoutView { total_amount: Amount::MAX, ..checkout(CheckoutState::Open, None) };
    rows(&view, payment, of(Language::Spanish), &AsGiven)
        .into_iter()
        .find(|row| row.name == name)
        .map(|row| row.value)
}

#[test]
fn every_certified_field_is_there_in_all_four_states() {
    for (state, label) in [
        (PaymentState::Approved, "Aprobada"),
        (PaymentState::Pending, "Pendiente"),
        (PaymentState::Rejected, "Rechazada"),
        (PaymentState::Failed, "Fallida"),
    ] {
        let payment = payment(state);
        for name in [
            "merchant",
            "nit",
            "state",
            "bank",
            "cus",
            "reference",
            "date",
            "amount",
            "tax",
            "description",
            "phone",
            "email",
        ] {
            assert!(value(&payment, name).is_some(), "{state:?} without {name}");
        }
        assert_eq!(value(&payment, "state").as_deref(), Some(label));
    }
}

#[test]
fn what_nobody_knows_has_no_row() {
    let unknown = PaymentView { cus: None, ..payment(PaymentState::Creating) };
    assert_eq!(value(&unknown, "cus"), None);
}

#[test]
fn amounts_are_exact_never_a_float() {
    let payment = payment(PaymentState::Approved);
    assert_eq!(value(&payment, "amount").as_deref(), Some("COP 9999999999999.99"));
}

#[test]
fn the_date_is_the_banks_and_until_it_has_one_the_payments() {
    let mut payment = payment(PaymentState::Approved);
    assert_eq!(value(&payment, "date").as_deref(), Some("2026-11-23T10:00:00-05:00"));
    payment.bank_process_date = Some("2026-11-23T10:05:00-05:00".into());
    assert_eq!(value(&payment, "date").as_deref(), Some("2026-11-23T10:05:00-05:00"));
}

#[test]
fn a_reason_is_told_when_the_payment_did_not_go_through() {
    let told = |state| {
        let reason_text = Some(" Fondos insuficientes ".into());
        value(&PaymentView { reason_text, ..payment(state) }, "reason")
    };
    assert_eq!(told(PaymentState::Rejected).as_deref(), Some("Fondos insuficientes"));
    assert_eq!(told(PaymentState::Approved), None);
    assert_eq!(told(PaymentState::Pending), None);
}
