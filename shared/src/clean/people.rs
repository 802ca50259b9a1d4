//! A person's data, cleaned whole.

use super::field::clean;
use super::plain::plain;
use crate::document::DocumentType;
use crate::person::{PayerField, Person};

/// Cleans every field of a person and makes the empty ones absent. `document` is the type of the document where the person
/// does not say it; `compose` is the canonical composition (NFC) of a text.
#[must_use]
pub fn cleaned(
    person: &Person,
    document: Option<DocumentType>,
    compose: impl Fn(&str) -> String,
) -> Person {
    let written = person.get(PayerField::DocumentType).map(plain);
    let document = written.and_then(|code| DocumentType::from_code(&code)).or(document);
    let mut whole = Person::default();
    for &field in PayerField::ALL {
        let Some(text) = person.get(field) else { continue };
        let text = clean(field, document, &compose(&clean(field, document, text)));
        if !text.is_empty() {
            whole.set(field, text);
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleaning_drops_what_is_empty_and_knows_the_document_by_its_type() {
        let person = Person {
            document_type: Some(" NIT ".into()),
            document: Some("900.123.456-8".into()),
            first_name: Some("  Ana ".into()),
            city: Some("  ".into()),
            ..Person::default()
        };
        let whole = cleaned(&person, Some(DocumentType::Cc), str::to_owned);
        assert_eq!(whole.document.as_deref(), Some("900123456"));
        assert_eq!(whole.first_name.as_deref(), Some("Ana"));
        assert_eq!(whole.city, None);
        let untyped = Person { document_type: None, ..person };
        let document = |kind| cleaned(&untyped, kind, str::to_owned).document;
        assert_eq!(document(Some(DocumentType::Cc)).as_deref(), Some("9001234568"));
        assert_eq!(document(None).as_deref(), Some("900123456-8"));
    }
}
