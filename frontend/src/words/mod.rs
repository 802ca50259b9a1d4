//! The widget's words: one struct that every language must fill, so that a missing
//! one does not compile. (What certification prescribes is in `pse_shared::certified`.)

mod es;

use pse_shared::{BankInterface, DocumentType, FieldCode, PayerField};

pub use es::ES;

/// A number in digits. (`to_string` would bring the whole of `fmt` into the widget.)
#[must_use]
pub fn digits(mut number: u64) -> String {
    let mut text = String::new();
    loop {
        text.insert(0, char::from(b'0' + (number % 10) as u8));
        number /= 10;
        if number == 0 {
            return text;
        }
    }
}

/// Every text of the widget in one language.
#[derive(Debug)]
pub struct Words {
    /// BCP 47, for amounts, dates and the `lang` attribute.
    pub tag: &'static str,

    // Waiting
    /// Reading the checkout.
    pub loading: &'static str,
    /// Reading it after the buyer's return.
    pub asking_outcome: &'static str,
    /// After three seconds of either.
    pub slow: &'static str,

    // The form
    /// Heading of the form.
    pub form_title: &'static str,
    /// Before the reference.
    pub reference_of: &'static str,
    /// Where the payment goes through (certification, "Presentation").
    pub through_pse: &'static str,
    /// Group of the two kinds of person.
    pub person_type: &'static str,
    /// The kinds of person.
    pub interface: fn(BankInterface) -> &'static str,
    /// The bank's label.
    pub bank: &'static str,
    /// In the empty bank field.
    pub bank_hint: &'static str,
    /// While the list comes.
    pub banks_loading: &'static str,
    /// Over the merchant's favourites.
    pub favourites: &'static str,
    /// Over all the others.
    pub all_banks: &'static str,
    /// No bank matches what was typed.
    pub no_bank_found: &'static str,
    /// How many banks match, said aloud.
    pub banks_found: fn(u64) -> String,
    /// A payer's field.
    pub field: fn(PayerField) -> &'static str,
    /// After the label of a field that may stay empty.
    pub optional: &'static str,
    /// First entry of a list that has no choice yet.
    pub choose: &'static str,
    /// A type of document.
    pub document: fn(DocumentType) -> &'static str,
    /// Submit, before a bank is chosen.
    pub continue_: &'static str,
    /// Submit, with the bank's name.
    pub continue_to: fn(&str) -> String,
    /// Submit, once pressed (certification, "Presentation").
    pub creating: &'static str,
    /// Leaves the form.
    pub cancel: &'static str,

    // What is wrong
    /// No kind of person chosen.
    pub person_type_required: &'static str,
    /// No bank chosen.
    pub bank_required: &'static str,
    /// A payer's field.
    pub wrong: fn(PayerField, FieldCode) -> String,
    /// How many fields are wrong, said aloud.
    pub wrong_fields: fn(u64) -> String,
    /// No answer from the service.
    pub offline: &'static str,
    /// An answer that cannot be understood, or none for too long.
    pub failed: &'static str,
    /// The checkout does not exist.
    pub not_found: &'static str,
    /// Heading over a failure.
    pub failed_title: &'static str,
    /// After how many seconds to try again.
    pub wait: fn(u64) -> String,
    /// Tries the same again.
    pub again: &'static str,
    /// To the backend's own page.
    pub open_page: &'static str,
    /// Heading of an expired checkout.
    pub expired_title: &'static str,
    /// What to do about it.
    pub expired: &'static str,

    // Leaving
    /// Heading while the tab goes to the bank.
    pub leaving_title: &'static str,
    /// What happens, and what to do if it does not.
    pub leaving: &'static str,
    /// The link.
    pub go_to_bank: fn(&str) -> String,

    // The outcome
    /// One sentence under the heading, by the payment's state.
    pub lead: fn(pse_shared::PaymentState) -> &'static str,
    /// The receipt's labels.
    pub receipt: ReceiptWords,
    /// When the provider is asked next.
    pub next_check: fn(&str) -> String,
    /// When the time of the next question is not known or over.
    pub next_check_soon: &'static str,
    /// Back to the bank while its address can be used.
    pub continue_at_bank: &'static str,
    /// Prints the receipt.
    pub print: &'static str,
    /// A new attempt.
    pub retry: &'static str,
}

/// Labels of the certified fields.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is the label of the field it is named after")]
pub struct ReceiptWords {
    pub state: &'static str,
    pub reason: &'static str,
    pub merchant: &'static str,
    pub nit: &'static str,
    pub bank: &'static str,
    pub cus: &'static str,
    pub reference: &'static str,
    pub date: &'static str,
    pub amount: &'static str,
    pub tax: &'static str,
    pub description: &'static str,
    pub phone: &'static str,
    pub email: &'static str,
    pub test: &'static str,
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn digits_are_those_of_display() {
        for number in [0, 7, 10, 1_000, u64::MAX] {
            assert_eq!(digits(number), number.to_string());
        }
    }
}
