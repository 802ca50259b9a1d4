//! The receipt in every state.

use super::*;
use crate::Amount;
use crate::sample::checkout;
use crate::state::CheckoutState;
use crate::words::{Language, of};

fn payment(state: PaymentState) -> PaymentView {
    checkout(CheckoutState::Open, Some(state)).payment.unwrap()
}

fn value(payment: &PaymentView, name: &str) -> Option<String> {
    let view = CheckoutView { total_amount: Amount::MAX, ..checkout(CheckoutState::Open, None) };
    rows(&view, payment, of(Language::Spanish), str::to_owned)
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
    assert_eq!(value(&payment, "amount").as_deref(), Some("$ 9.999.999.999.999,99"));
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

#[test]
fn what_the_heading_says_is_not_said_again() {
    let told = |state, text: &str| {
        value(&PaymentView { reason_text: Some(text.into()), ..payment(state) }, "reason")
    };
    for (text, reason) in [
        ("Rechazada. La entidad no autorizó el débito.", Some("La entidad no autorizó el débito.")),
        ("RECHAZADA: Fondos insuficientes", Some("Fondos insuficientes")),
        ("Fondos insuficientes", Some("Fondos insuficientes")),
        ("Rechazada", None),
        (" rechazada. ", None),
        ("Rechazó", Some("Rechazó")),
    ] {
        assert_eq!(told(PaymentState::Rejected, text).as_deref(), reason, "{text}");
    }
    assert_eq!(told(PaymentState::Failed, "Fallida. Venció.").as_deref(), Some("Venció."));
}

#[test]
fn a_long_e_mail_address_breaks_at_its_sign_and_dots_and_nothing_else_does() {
    let row = |name, value: &str| Row { label: "", value: value.to_owned(), name };
    let long = row("email", "atencion.al.cliente@operadores.example.co");
    assert_eq!(long.pieces(), ["atencion.", "al.", "cliente@", "operadores.", "example.", "co"]);
    assert_eq!(row("email", "pagos@example.co").pieces(), ["pagos@example.co"]);
    let name = row("merchant", "Asociación de Operadores Turísticos S.A.S.");
    assert_eq!(name.pieces(), [name.value.as_str()]);
}

#[test]
fn a_rejected_payment_says_who_ended_it_where_that_is_known() {
    let rejected = payment(PaymentState::Rejected);
    let lead = |declined_by| {
        super::lead(&PaymentView { declined_by, ..rejected.clone() }, of(Language::Spanish))
    };
    assert!(lead(Some(DeclinedBy::Buyer)).starts_with("Usted canceló el pago;"));
    assert!(lead(Some(DeclinedBy::Bank)).starts_with("Su banco no autorizó el pago;"));
    assert!(lead(None).starts_with("El pago no fue autorizado;"));
}
