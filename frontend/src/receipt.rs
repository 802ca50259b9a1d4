//! The outcome's fields, as certification asks for them in all four states.

use pse_shared::api::CheckoutView;
use pse_shared::{Amount, PaymentState};

use pse_shared::text::{joined, trimmed};
use pse_shared::words::{Words, digits};

/// One line of the receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub label: &'static str,
    /// How it stands.
    pub value: String,
    /// A name for the style sheet.
    pub name: &'static str,
}

/// How this browser writes amounts and moments.
pub trait Format {
    /// An amount ([`exact`]) of a currency (ISO 4217).
    fn money(&self, amount: &str, currency: &str) -> String;
    /// A moment (RFC 3339) in Colombian time.
    fn moment(&self, at: &str) -> String;
}

/// The receipt of a checkout's latest payment; empty before the first.
#[must_use]
pub fn rows(view: &CheckoutView, words: &Words, format: &dyn Format) -> Vec<Row> {
    let Some(payment) = &view.payment else { return Vec::new() };
    let at = payment.bank_process_date.as_deref().unwrap_or(&payment.created_at);
    let money = |amount| format.money(&exact(amount), &view.currency);
    let mut rows = Vec::new();
    let mut row = |name, label, value: &str| push(&mut rows, name, label, value);
    row("state", words.state(), words.state_of(payment.state));
    row("reason", words.reason(), reason(payment.state, payment.reason_text.as_deref()));
    row("amount", words.amount(), &money(view.total_amount));
    row("tax", words.tax(), &money(view.tax_amount));
    row("cus", words.cus(), payment.cus.as_deref().unwrap_or_default());
    row("bank", words.bank(), &payment.bank_name);
    row("date", words.date(), &format.moment(at));
    row("reference", words.reference(), &payment.reference);
    row("description", words.description(), &view.description);
    row("merchant", words.merchant(), &view.merchant.name);
    row("nit", words.merchant_nit(), &view.merchant.nit);
    row("phone", words.phone(), &view.merchant.phone);
    row("email", words.email_address(), &view.merchant.email);
    rows
}

/// A row that says something. (Written into each of its callers it would be most of them.)
#[inline(never)]
fn push(rows: &mut Vec<Row>, name: &'static str, label: &'static str, value: &str) {
    if !value.is_empty() {
        rows.push(Row { label, value: value.to_owned(), name });
    }
}

/// An amount as the browser's `Intl` takes it without rounding: digits, a point, two
/// decimals. (What `Amount` prints; through `Display` it would weigh the whole of `fmt`.)
#[must_use]
pub fn exact(amount: Amount) -> String {
    let centavos = amount.centavos().unsigned_abs();
    let cents = digits(100 + centavos % 100);
    joined(&[&digits(centavos / 100), ".", cents.get(1..).unwrap_or_default()])
}

/// The provider's reason where it says something: a payment that did not go through.
fn reason(state: PaymentState, text: Option<&str>) -> &str {
    match state {
        PaymentState::Rejected
        | PaymentState::Failed
        | PaymentState::Refused
        | PaymentState::Unanswered => trimmed(text.unwrap_or_default()),
        PaymentState::Creating | PaymentState::Pending | PaymentState::Approved => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::checkout;
    use pse_shared::CheckoutState;
    use pse_shared::words::{Language, of};

    /// Writes what it was given.
    struct AsGiven;

    impl Format for AsGiven {
        fn money(&self, amount: &str, currency: &str) -> String {
            format!("{currency} {amount}")
        }

        fn moment(&self, at: &str) -> String {
            at.to_owned()
        }
    }

    fn value(rows: &[Row], name: &str) -> Option<String> {
        rows.iter().find(|row| row.name == name).map(|row| row.value.clone())
    }

    #[test]
    fn every_certified_field_is_there_in_all_four_states() {
        for (state, label) in [
            (PaymentState::Approved, "Aprobada"),
            (PaymentState::Pending, "Pendiente"),
            (PaymentState::Rejected, "Rechazada"),
            (PaymentState::Failed, "Fallida"),
        ] {
            let rows =
                rows(&checkout(CheckoutState::Open, Some(state)), of(Language::Spanish), &AsGiven);
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
                assert!(value(&rows, name).is_some(), "{state:?} without {name}");
            }
            assert_eq!(value(&rows, "state").as_deref(), Some(label));
        }
    }

    #[test]
    fn amounts_are_written_as_the_api_writes_them() {
        for centavos in [0, 5, 50, 100, 12_345, 106_250_000, Amount::MAX.centavos()] {
            let amount = Amount::from_centavos(centavos).unwrap();
            assert_eq!(exact(amount), amount.to_string());
        }
    }

    #[test]
    fn amounts_reach_the_browser_exact_never_as_a_float() {
        let mut view = checkout(CheckoutState::Paid, Some(PaymentState::Approved));
        view.total_amount = Amount::MAX;
        let rows = rows(&view, of(Language::Spanish), &AsGiven);
        assert_eq!(value(&rows, "amount").as_deref(), Some("COP 9999999999999.99"));
    }

    #[test]
    fn the_date_is_the_banks_and_until_it_has_one_the_payments() {
        let mut view = checkout(CheckoutState::Paid, Some(PaymentState::Approved));
        let payment = view.payment.as_mut().unwrap();
        payment.bank_process_date = Some("2026-11-23T10:05:00-05:00".into());
        let processed = rows(&view, of(Language::Spanish), &AsGiven);
        assert_eq!(value(&processed, "date").as_deref(), Some("2026-11-23T10:05:00-05:00"));
        view.payment.as_mut().unwrap().bank_process_date = None;
        let created = rows(&view, of(Language::Spanish), &AsGiven);
        assert_eq!(value(&created, "date").as_deref(), Some("2026-11-23T10:00:00-05:00"));
    }

    #[test]
    fn a_reason_is_told_when_the_payment_did_not_go_through() {
        let told = |state| {
            value(
                &rows(&checkout(CheckoutState::Open, Some(state)), of(Language::Spanish), &AsGiven),
                "reason",
            )
        };
        assert_eq!(told(PaymentState::Rejected).as_deref(), Some("Fondos insuficientes"));
        assert_eq!(told(PaymentState::Approved), None);
        assert_eq!(told(PaymentState::Pending), None);
    }
}
