//! The outcome's fields, as certification asks for them in all four states: what the widget and the service's own page
//! both show. How an amount and a moment are written is theirs.

use crate::Amount;
use crate::api::{CheckoutView, PaymentView};
use crate::state::PaymentState;
use crate::text::trimmed;
use crate::words::Words;

/// A line of a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The label, in words.
    pub label: &'static str,
    /// The value, formatted.
    pub value: String,
    /// The name of the line in style sheets.
    pub name: &'static str,
}

/// Formats the amounts and times of a receipt.
pub trait Format {
    /// Formats an amount of a currency (ISO 4217).
    fn money(&self, amount: Amount, currency: &str) -> String;
    /// Formats a time (RFC 3339) in Colombian time.
    fn moment(&self, at: &str) -> String;
}

/// Makes the lines of the receipt of a checkout's payment.
#[must_use]
pub fn rows(
    view: &CheckoutView,
    payment: &PaymentView,
    words: &Words,
    format: &dyn Format,
) -> Vec<Row> {
    let at = payment.bank_process_date.as_deref().unwrap_or(&payment.created_at);
    let money = |amount| format.money(amount, &view.currency);
    let mut rows = Vec::new();
    let mut row = |name, label, value: &str| push(&mut rows, name, label, value);
    row("state", words.state(), words.state_of(payment.state));
    row("reason", words.reason(), reason(payment));
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

/// The provider's reason where it says something: a payment that did not go through.
fn reason(payment: &PaymentView) -> &str {
    match payment.state {
        PaymentState::Rejected
        | PaymentState::Failed
        | PaymentState::Refused
        | PaymentState::Unanswered => trimmed(payment.reason_text.as_deref().unwrap_or_default()),
        PaymentState::Creating | PaymentState::Pending | PaymentState::Approved => "",
    }
}

#[cfg(test)]
mod tests;
