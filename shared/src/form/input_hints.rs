//! What a browser is told about an input, so that it offers the right keyboard and what it knows of the buyer.
//!
//! No longest length is among it: a browser would cut what is pasted without a word, and a number or an address
//! that was cut can pass for another one. What is too long is told ([`crate::FieldCode::TooLong`]).

use crate::document::DocumentType;
use crate::person::PayerField;

/// The attributes of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InputHints {
    /// `type`: what is typed.
    pub kind: &'static str,
    /// `autocomplete`: which of the buyer's data belongs here.
    pub autocomplete: &'static str,
    /// `autocapitalize`: which letters the keyboard of a phone makes capitals.
    pub autocapitalize: &'static str,
}

/// The hints for a payer's field.
#[must_use]
#[inline]
pub const fn input_hints(field: PayerField) -> InputHints {
    let (kind, autocomplete, autocapitalize) = match field {
        PayerField::FirstName => ("text", "given-name", "words"),
        PayerField::LastName => ("text", "family-name", "words"),
        PayerField::Company => ("text", "organization", "words"),
        PayerField::EmailAddress => ("email", "email", "none"),
        PayerField::Phone | PayerField::Mobile => ("tel", "tel", "none"),
        PayerField::Address => ("text", "street-address", "words"),
        PayerField::City => ("text", "address-level2", "words"),
        PayerField::Province => ("text", "address-level1", "words"),
        PayerField::Country => ("text", "country", "characters"),
        PayerField::PostalCode => ("text", "postal-code", "characters"),
        PayerField::DocumentType | PayerField::Document => ("text", "off", "characters"),
    };
    InputHints { kind, autocomplete, autocapitalize }
}

/// `enterkeyhint` of a payer's field: what the key to go on says. `asked` are the fields of the form in its order.
#[must_use]
#[inline]
pub fn enter_key(field: PayerField, asked: &[PayerField]) -> &'static str {
    if asked.last() == Some(&field) { "go" } else { "next" }
}

/// `inputmode` of a payer's field: the keyboard of a phone. `document` is the type of the payer's document where it is known for
/// sure: letters cannot be typed with the keyboard for numbers.
#[must_use]
#[inline]
pub fn keyboard(field: PayerField, document: Option<DocumentType>) -> &'static str {
    if field == PayerField::Document && document.is_some_and(is_of_digits) {
        "numeric"
    } else {
        input_hints(field).kind
    }
}

/// Whether such a document's number is written with digits alone.
#[inline]
const fn is_of_digits(document: DocumentType) -> bool {
    match document {
        DocumentType::Cc | DocumentType::Ti | DocumentType::Nit | DocumentType::Ssn => true,
        DocumentType::Ce | DocumentType::Ppn => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_the_keyboard_for_digits_only_where_its_type_has_no_letters() {
        let number = |document| keyboard(PayerField::Document, document);
        for document in DocumentType::ALL {
            let letters = ["A12345", "AB123456"].iter().any(|number| document.accepts(number));
            assert_eq!(
                number(Some(document)),
                if letters { "text" } else { "numeric" },
                "{document:?}"
            );
        }
        assert_eq!(number(None), "text");
    }

    #[test]
    fn the_keyboard_of_other_fields_is_that_of_their_type() {
        for &field in PayerField::ALL {
            if field != PayerField::Document {
                let keyboard = keyboard(field, Some(DocumentType::Cc));
                assert_eq!(keyboard, input_hints(field).kind, "{field:?}");
            }
        }
    }

    #[test]
    fn the_key_to_go_on_leads_to_the_next_field_and_from_the_last_to_the_bank() {
        let asked = crate::form::asked::asked(crate::person::REQUIRED, None);
        let keys: Vec<_> = asked.iter().map(|&field| enter_key(field, &asked)).collect();
        assert_eq!(keys, ["next", "next", "next", "next", "next", "go"]);
    }

    #[test]
    fn names_begin_with_capitals_and_addresses_for_mail_never() {
        let letters = |field| input_hints(field).autocapitalize;
        assert_eq!(letters(PayerField::FirstName), "words");
        assert_eq!(letters(PayerField::Document), "characters");
        assert_eq!(letters(PayerField::EmailAddress), "none");
    }

    #[test]
    fn a_browser_may_fill_in_everything_but_the_document() {
        for &field in PayerField::ALL {
            let document = matches!(field, PayerField::DocumentType | PayerField::Document);
            assert_eq!(input_hints(field).autocomplete == "off", document, "{field:?}");
        }
        assert_eq!(input_hints(PayerField::Address).autocomplete, "street-address");
    }
}
