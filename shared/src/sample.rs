//! For the tests of every crate: a checkout with a description that would be markup, a second payment of the order; and what
//! people type.

use crate::api::{CheckoutView, Merchant, PaymentView};
use crate::declined_by::DeclinedBy;
use crate::{Amount, BankInterface, CheckoutState, PaymentState, person};

/// What people type into the payer's fields, and what is sent of it or why it is refused, as JSON: a list of `{field,
/// document_type?, typed, clean | wrong}`.
pub const TYPED: &str = include_str!("clean/cases.json");

/// Makes a checkout view in a state, with a payment in a state.
#[must_use]
pub fn checkout(state: CheckoutState, payment: Option<PaymentState>) -> CheckoutView {
    CheckoutView {
        id: "chk_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".into(),
        state,
        reference: "406331868".into(),
        description: "Compra <b>406331868</b>".into(),
        currency: "COP".into(),
        language: "ES".into(),
        total_amount: amount(106_250_000),
        tax_amount: amount(14_931_000),
        devolution_base: amount(91_319_000),
        tip_amount: Amount::ZERO,
        expires_at: "2026-11-23T20:00:00-05:00".into(),
        merchant: Merchant {
            name: "Casa del Turismo".into(),
            nit: "900123456".into(),
            phone: "6024567890".into(),
            email: "pagos@example.co".into(),
        },
        favourite_banks: Vec::new(),
        bank_interfaces: vec![BankInterface::Person, BankInterface::Company],
        payer_fields: person::REQUIRED.to_vec(),
        consent: None,
        embed: None,
        payment: payment.map(|state| PaymentView {
            id: "pay_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".into(),
            state,
            bank_code: "1066".into(),
            bank_name: "BANCO COOPERATIVO COOPCENTRAL".into(),
            bank_interface: BankInterface::Person,
            cus: Some("0215022".into()),
            transaction_cycle: Some(1),
            reference: "406331868-2".into(),
            created_at: "2026-11-23T10:00:00-05:00".into(),
            bank_process_date: None,
            refusal: None,
            reason_code: Some("05".into()),
            reason_text: Some("Fondos insuficientes".into()),
            declined_by: (state == PaymentState::Rejected).then_some(DeclinedBy::Bank),
            bank_url: None,
            next_probe_at: None,
            on_test: true,
        }),
    }
}

fn amount(centavos: i64) -> Amount {
    Amount::from_centavos(centavos).unwrap_or_default()
}
