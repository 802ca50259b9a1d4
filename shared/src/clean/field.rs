//! A payer's field as it is sent and stored.

use super::plain::{plain, walked};
use crate::document::DocumentType;
use crate::nit::without_check_digit;
use crate::person::PayerField;
use crate::text::{cut, joined};

/// Cleans a payer's field. `document` is the type of the payer's document, where it is known.
#[must_use]
pub fn clean(field: PayerField, document: Option<DocumentType>, text: &str) -> String {
    let is_document = field == PayerField::Document;
    let is_telephone = matches!(field, PayerField::Phone | PayerField::Mobile);
    let (mut clean, dash) = walked(text, is_document || is_telephone);
    if is_telephone && let Some(national) = clean.get(prefix(clean.as_bytes())..) {
        clean = national.to_owned();
    }
    if field == PayerField::EmailAddress {
        while let Some(address) = without_scheme(&clean) {
            clean = plain(address);
        }
    }
    if is_document {
        clean_document(document, &mut clean, dash);
    }
    clean
}

/// An e-mail address without the scheme of a link to it; `None` where it has none.
#[must_use]
pub fn without_scheme(address: &str) -> Option<&str> {
    let (scheme, address) = cut(address, b':')?;
    scheme.eq_ignore_ascii_case("mailto").then_some(address)
}

/// A passport in capitals, a NIT without its check digit if that is right. Where the digit is wrong, or the type is not
/// known, the last dash is put before it again.
fn clean_document(document: Option<DocumentType>, number: &mut String, dash: usize) {
    match document {
        Some(DocumentType::Ppn) => number.make_ascii_uppercase(),
        Some(DocumentType::Nit) | None => {
            let digit = number.get(dash..).unwrap_or_default();
            if dash > 0 && digit.len() == 1 {
                *number = joined(&[number.get(..dash).unwrap_or_default(), "-", digit]);
            }
            if document.is_some()
                && let Some(whole) = without_check_digit(number)
            {
                *number = whole.to_owned();
            }
        }
        Some(DocumentType::Cc | DocumentType::Ce | DocumentType::Ti | DocumentType::Ssn) => {}
    }
}

/// How long the prefix of Colombia is before the digits of a telephone.
fn prefix(number: &[u8]) -> usize {
    let (length, digits) = match number {
        [b'+', b'5', b'7', digits @ ..] => (3, digits),
        [b'0', b'0', b'5', b'7', digits @ ..] => (4, digits),
        [b'5', b'7', digits @ ..] if digits.len() == 10 && matches!(digits, [b'3' | b'6', ..]) => {
            (2, digits)
        }
        _ => return 0,
    };
    let is_national = matches!(digits.len(), 7..=10) && digits.iter().all(u8::is_ascii_digit);
    if is_national { length } else { 0 }
}
