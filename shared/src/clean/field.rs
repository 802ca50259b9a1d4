//! A payer's field as it is sent and stored.

use super::plain::walked;
use crate::document::DocumentType;
use crate::nit::without_check_digit;
use crate::person::PayerField;
use crate::text::{are_digits, joined};

/// Cleans a payer's field. `document` is the type of the payer's document, where it is known.
#[must_use]
pub fn clean(field: PayerField, document: Option<DocumentType>, text: &str) -> String {
    let is_document = field == PayerField::Document;
    let is_telephone = matches!(field, PayerField::Phone | PayerField::Mobile);
    let (mut clean, dash) = walked(text, is_document || is_telephone);
    let kept = if is_telephone {
        without_prefix(&clean)
    } else if field == PayerField::EmailAddress {
        without_scheme(&clean)
    } else if is_document {
        match document {
            Some(DocumentType::Ppn) => clean.make_ascii_uppercase(),
            Some(DocumentType::Nit) | None => {
                let digit = clean.get(dash..).unwrap_or_default();
                if dash > 0 && digit.len() == 1 {
                    clean = joined(&[clean.get(..dash).unwrap_or_default(), "-", digit]);
                }
            }
            Some(DocumentType::Cc | DocumentType::Ce | DocumentType::Ti | DocumentType::Ssn) => {}
        }
        // A digit that is wrong is kept, and where the type is not known every one is.
        let is_nit = document == Some(DocumentType::Nit);
        without_check_digit(&clean).filter(|_| is_nit).unwrap_or(&clean)
    } else {
        &clean
    };
    kept.to_owned()
}

/// The number of a telephone without the prefix of Colombia.
fn without_prefix(number: &str) -> &str {
    let mut prefixes = ["+57", "0057", "57"].into_iter();
    let national = prefixes.find_map(|prefix| number.strip_prefix(prefix)).unwrap_or(number);
    let is_marked = !number.starts_with("57");
    let may_be_one = matches!(national.as_bytes(), [b'3' | b'6', _, _, _, _, _, _, _, _, _]);
    if (may_be_one || is_marked && matches!(national.len(), 7..=10)) && are_digits(national) {
        national
    } else {
        number
    }
}

/// An e-mail address without the scheme of the link it was copied from.
fn without_scheme(mut address: &str) -> &str {
    while let Some(rest) = address.strip_prefix("mailto:") {
        address = rest.strip_prefix(' ').unwrap_or(rest);
    }
    address
}
