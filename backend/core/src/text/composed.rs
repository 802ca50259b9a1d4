//! Letters and their accents as one character (NFC), in people's data as the shared rules clean it
//! ([`pse_shared::clean`]). The widget has the browser compose.

use icu_normalizer::ComposingNormalizerBorrowed;
use pse_shared::clean::{self, plain};
use pse_shared::{DocumentType, Person};

/// Composes a text: canonical composition (NFC).
#[must_use]
pub fn composed(text: &str) -> String {
    const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();
    NFC.normalize(text).into_owned()
}

/// Cleans any text as its first step, and composes it.
#[must_use]
pub fn tidied(text: &str) -> String {
    composed(&plain(text))
}

/// Cleans a person's data; `document` is the type of the document where the person does not say it.
#[must_use]
pub fn cleaned(person: &Person, document: Option<DocumentType>) -> Person {
    clean::cleaned(person, document, composed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pse_shared::{FieldCode, PayerField, sample};
    use serde_json::Value;

    fn clean(field: PayerField, document: Option<DocumentType>, text: &str) -> String {
        let mut person = Person::default();
        person.set(field, text.to_owned());
        cleaned(&person, document).get(field).unwrap_or_default().to_owned()
    }

    #[test]
    fn every_case_of_the_table_is_cleaned_or_refused_for_what_is_wrong_with_it() {
        let cases: Vec<Value> = serde_json::from_str(sample::TYPED).unwrap();
        assert!(cases.len() > 90);
        for case in cases {
            let field = PayerField::from_name(case["field"].as_str().unwrap()).unwrap();
            let document = case["document_type"].as_str().and_then(DocumentType::from_code);
            let typed = case["typed"].as_str().unwrap();
            let cleaned = clean(field, document, typed);
            let checked = field.check_with(&cleaned, document);
            match case["wrong"].as_str() {
                None => {
                    assert_eq!(cleaned, case["clean"], "{case}");
                    assert_eq!(checked, Ok(()), "{case}");
                    assert_eq!(clean(field, document, &cleaned), cleaned, "{case}");
                }
                Some(wrong) => {
                    let code = checked.unwrap_err();
                    assert_eq!(code.as_str(), wrong, "{case}");
                    let told = if let FieldCode::DigitCount { count, .. } = code {
                        Some(u64::from(count))
                    } else {
                        None
                    };
                    assert_eq!(told, case["digits"].as_u64(), "{case}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(
            text in "([a-z0-9 .-]|[\u{300}-\u{36f}\u{200b}\u{ad}\u{387}\u{1fef}\u{212a}\u{37e}]|\\PC){0,12}",
            field in prop::sample::select(PayerField::ALL),
            document in prop::option::of(prop::sample::select(&DocumentType::ALL[..])),
        ) {
            let once = clean(field, document, &text);
            prop_assert_eq!(clean(field, document, &once), once);
        }

        #[test]
        fn what_is_composed_is_all_that_was_typed(text in "\\PC{0,20}") {
            let composed = composed(&text);
            prop_assert_eq!(super::composed(&composed), composed);
        }
    }
}
