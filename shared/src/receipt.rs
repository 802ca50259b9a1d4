//! The outcome's fields, as certification asks for them in all four states: what the widget and the service's own page
//! both show. How a moment is written is theirs: a browser knows it, and it would weigh a kilobyte here.

use crate::api::{CheckoutView, PaymentView};
use crate::declined_by::DeclinedBy;
use crate::state::PaymentState;
use crate::text::{find, trimmed};
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

/// The sentence under an outcome's heading: of a payment that was not authorized who ended it, where that is known.
#[must_use]
pub fn lead(payment: &PaymentView, words: &Words) -> &'static str {
    match payment.declined_by {
        Some(DeclinedBy::Buyer) => words.lead_cancelled(),
        Some(DeclinedBy::Bank) => words.lead_declined(),
        None => words.lead(payment.state),
    }
}

/// An e-mail address of up to so many bytes has room on a line.
const SHORT: usize = 24;

impl Row {
    /// The value in pieces, after each of which a line may end: a long e-mail address goes on after its `@` and its dots.
    #[must_use]
    pub fn pieces(&self) -> Vec<&str> {
        let text = self.value.as_str();
        let is_long = self.name == "email" && text.len() > SHORT;
        let mut pieces = Vec::new();
        let mut start = 0;
        for (at, byte) in text.bytes().enumerate() {
            if is_long && matches!(byte, b'@' | b'.') {
                pieces.extend(text.get(start..=at));
                start = at + 1;
            }
        }
        pieces.extend(text.get(start..));
        pieces
    }
}

/// Makes the lines of the receipt of a checkout's payment. `moment` writes a time (RFC 3339) in Colombian time.
#[must_use]
pub fn rows(
    view: &CheckoutView,
    payment: &PaymentView,
    words: &Words,
    moment: impl Fn(&str) -> String,
) -> Vec<Row> {
    let at = payment.bank_process_date.as_deref().unwrap_or(&payment.created_at);
    let money = |amount| words.money(amount, &view.currency);
    let mut rows = Vec::new();
    let mut row = |name, label, value: &str| push(&mut rows, name, label, value);
    row("state", words.state(), words.state_of(payment.state));
    row("reason", words.reason(), reason(payment, words));
    row("amount", words.amount(), &money(view.total_amount));
    row("tax", words.tax(), &money(view.tax_amount));
    row("cus", words.cus(), payment.cus.as_deref().unwrap_or_default());
    row("bank", words.bank(), &payment.bank_name);
    row("date", words.date(), &moment(at));
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

/// The provider's reason where it says something: a payment that did not go through. The label it mostly begins with is the
/// heading's.
fn reason<'a>(payment: &'a PaymentView, words: &Words) -> &'a str {
    match payment.state {
        PaymentState::Rejected
        | PaymentState::Failed
        | PaymentState::Refused
        | PaymentState::Unanswered => {
            let text = trimmed(payment.reason_text.as_deref().unwrap_or_default());
            let label = words.state_of(payment.state);
            match text.get(..label.len()) {
                Some(start) if find(start, label).is_some() => {
                    trimmed(text.get(label.len() + 1..).unwrap_or_default())
                }
                Some(_) | None => text,
            }
        }
        PaymentState::Creating | PaymentState::Pending | PaymentState::Approved => "",
    }
}

#[cfg(test)]
mod tests;
