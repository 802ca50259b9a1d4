//! Cleaning changes only what it may, and what is clean not at all, whatever is typed.

use proptest::prelude::*;

use super::{clean, plain};
use crate::nit::{check_digit, without_check_digit};
use crate::{DocumentType, PayerField};

/// What people type, with what comes along when they paste, more often than chance would have it.
fn typed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[0-9]{1,4}",
        2 => "[ .,'()\\[\\]–‑—-]",
        1 => "[\u{ad}\u{61c}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}\u{2066}-\u{2069}\u{feff}\u{a0}\u{2009}\u{202f}\r\n\t]",
        1 => "[a-zA-ZñÑéÉ@_<>;]",
        1 => "[０-９Ａ-Ｚ＋．－＠]",
        1 => prop_oneof![Just("mailto:"), Just("+57"), Just("0057"), Just("57"), Just("900123456-8")]
            .prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn field() -> impl Strategy<Value = PayerField> {
    prop::sample::select(PayerField::ALL)
}

fn document() -> impl Strategy<Value = Option<DocumentType>> {
    prop::option::of(prop::sample::select(&DocumentType::ALL[..]))
}

/// What a buyer reads: letters and digits, full-width ones as what they show, in whatever case.
fn read(text: &str) -> String {
    plain(text).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

proptest! {
    #[test]
    fn cleaning_twice_is_cleaning_once(text in typed(), field in field(), document in document()) {
        let once = clean(field, document, &text);
        prop_assert_eq!(clean(field, document, &once), once);
    }

    #[test]
    fn what_is_right_and_clean_passes_unchanged(
        digits in "[1-7][0-9]{6,9}",
        name in "[A-ZÁÑ][a-zéñü]{1,9}( [A-ZÁÑ][a-zéñü'’-]{1,9}){0,3}",
        email in "[a-z0-9._+-]{0,9}[a-z0-9]@[a-z0-9]{1,9}(\\.[a-z]{2,5}){1,2}",
        foreign in "\\+[1-46-9][0-9]{7,13}",
        passport in "[A-Z0-9_]{4,12}",
        kind in document(),
    ) {
        let document = PayerField::Document;
        if kind != Some(DocumentType::Ssn) {
            prop_assert_eq!(clean(document, kind, &digits), digits.clone());
        }
        prop_assert_eq!(clean(document, Some(DocumentType::Ppn), &passport), passport);
        prop_assert_eq!(clean(PayerField::Mobile, kind, &digits), digits);
        prop_assert_eq!(clean(PayerField::Phone, kind, &foreign), foreign);
        prop_assert_eq!(clean(PayerField::FirstName, kind, &name), name);
        prop_assert_eq!(clean(PayerField::EmailAddress, kind, &email), email);
    }

    #[test]
    fn nothing_a_buyer_reads_is_dropped_but_prefixes_and_a_right_check_digit(
        text in typed(), field in field(), document in document(),
    ) {
        let (before, after) = (read(&text), read(&clean(field, document, &text)));
        let dropped = match before.strip_suffix(&after) {
            Some(start) => (start.to_owned(), String::new()),
            None => (String::new(), before.strip_prefix(&after).unwrap_or("?").to_owned()),
        };
        let allowed = match (field, &dropped) {
            (_, (start, end)) if start.is_empty() && end.is_empty() => true,
            (PayerField::Phone | PayerField::Mobile, (start, end)) if end.is_empty() => {
                matches!(start.as_str(), "57" | "0057") && matches!(after.len(), 7..=10)
            }
            (PayerField::EmailAddress, (start, end)) if end.is_empty() => {
                start.split("mailto").all(str::is_empty)
            }
            (PayerField::Document, (_, end)) => {
                document == Some(DocumentType::Nit)
                    && end.len() == 1
                    && check_digit(&after) == end.bytes().next()
            }
            (_, _) => false,
        };
        prop_assert!(allowed, "{field:?} {document:?}: {before} became {after}");
    }

    #[test]
    fn a_prefix_is_dropped_once(number in "((\\+57|0057|57){1,3}[0-9]{0,4}|(\\+57|0057|57){1,2}[0-9]{3,12})") {
        let once = clean(PayerField::Mobile, None, &number);
        prop_assert_eq!(clean(PayerField::Mobile, None, &once), once.clone());
        prop_assert!(once == number || matches!(once.len(), 7..=10), "{}", once);
    }

    #[test]
    fn of_a_number_that_has_a_check_digit_another_one_is_no_part(number in "[89][0-9]{8}") {
        let nit = |text: &str| clean(PayerField::Document, Some(DocumentType::Nit), text);
        let ten = number.clone() + char::from(check_digit(&number).unwrap()).to_string().as_str();
        let written = format!("{ten}-{}", char::from(check_digit(&ten).unwrap()));
        prop_assert_eq!(nit(&ten), number);
        prop_assert_eq!(nit(&written), written.clone());
        prop_assert!(!DocumentType::Nit.accepts(&written));
    }

    #[test]
    fn a_check_digit_is_dropped_where_it_is_right_and_refused_where_not(number in "[1-9][0-9]{6,8}", digit in 0_u8..10) {
        let right = check_digit(&number).unwrap();
        let written = format!("{number}-{digit}");
        let cleaned = clean(PayerField::Document, Some(DocumentType::Nit), &written);
        if b'0' + digit == right {
            prop_assert_eq!(cleaned, number);
        } else {
            prop_assert_eq!(without_check_digit(&cleaned), None);
            prop_assert_eq!(cleaned, written);
        }
    }
}
