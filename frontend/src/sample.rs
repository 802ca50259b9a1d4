//! A checkout for the tests of this crate.

use pse_shared::api::{CheckoutView, Merchant, PaymentView};
use pse_shared::{Amount, BankInterface, CheckoutState, PaymentState};

/// A checkout in that state, with a payment in that one.
pub(crate) fn checkout(state: CheckoutState, payment: Option<PaymentState>) -> CheckoutView {
    CheckoutView {
        id: "chk_1".into(),
        state,
        reference: "406331868".into(),
        description: "Compra 406331868".into(),
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
        payer_fields: Vec::new(),
        consent: None,
        payment: payment.map(|state| PaymentView {
            id: "pay_1".into(),
            state,
            bank_code: "1066".into(),
            bank_name: "BANCO COOPERATIVO COOPCENTRAL".into(),
            bank_interface: BankInterface::Person,
            cus: Some("0215022".into()),
            transaction_cycle: Some(1),
            reference: "406331868".into(),
            created_at: "2026-11-23T10:00:00-05:00".into(),
            bank_process_date: None,
            return_code: Some("SUCCESS".into()),
            reason_code: Some("05".into()),
            reason_text: Some("Fondos insuficientes".into()),
            bank_url: None,
            next_probe_at: None,
            on_test: true,
        }),
    }
}

fn amount(centavos: i64) -> Amount {
    Amount::from_centavos(centavos).unwrap_or(Amount::ZERO)
}
