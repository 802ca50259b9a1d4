//! Which field is wrong, and how.

use std::borrow::Cow;

/// One wrong field of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field's path in the request: `payer.document`, `credits[2].tax_value`.
    pub field: Cow<'static, str>,
    /// What is wrong with it.
    pub code: FieldCode,
}

impl FieldError {
    /// The error of a field.
    #[must_use]
    pub fn new(field: impl Into<Cow<'static, str>>, code: FieldCode) -> Self {
        Self { field: field.into(), code }
    }
}

/// What can be wrong with a field; stable codes, words belong to whoever shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldCode {
    /// Missing or empty.
    Required,
    /// Longer than the specification's field, in characters.
    TooLong {
        /// The longest allowed.
        max: usize,
    },
    /// A character that XML or certification does not allow.
    ForbiddenCharacter,
    /// Not of the field's form.
    Pattern,
    /// Not one of the values allowed.
    NotAllowed,
    /// A document type that does not go with the kind of person.
    WrongForPersonType,
    /// The merchant fixed this field and the buyer sent another value.
    FixedByMerchant,
    /// Not an amount.
    NotAnAmount,
    /// More than two decimals.
    TooManyDecimals,
    /// Below zero.
    Negative,
    /// Must be above zero.
    NotPositive,
    /// Larger than can be carried.
    TooLarge,
    /// More than the total, or parts that sum to more than it.
    ExceedsTotal,
    /// Below the site's smallest amount.
    BelowMinimum,
    /// Over the site's largest amount.
    AboveMaximum,
    /// Credits that do not sum to the total or the tax.
    SumMismatch,
    /// A credit that is not one of the service's dependants, or one given twice.
    UnknownCredit,
    /// A bank that is not in the list.
    UnknownBank,
    /// An address that is not allowed for the site.
    ForeignHost,
    /// Not `https`.
    NotHttps,
    /// A time in the past.
    InThePast,
    /// A field the API does not know.
    Unknown,
    /// Not of the field's JSON type.
    WrongType,
}

impl FieldCode {
    /// The code the API answers.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::TooLong { .. } => "too_long",
            Self::ForbiddenCharacter => "forbidden_character",
            Self::Pattern => "pattern",
            Self::NotAllowed => "not_allowed",
            Self::WrongForPersonType => "wrong_for_person_type",
            Self::FixedByMerchant => "fixed_by_merchant",
            Self::NotAnAmount => "not_an_amount",
            Self::TooManyDecimals => "too_many_decimals",
            Self::Negative => "negative",
            Self::NotPositive => "not_positive",
            Self::TooLarge => "too_large",
            Self::ExceedsTotal => "exceeds_total",
            Self::BelowMinimum => "below_minimum",
            Self::AboveMaximum => "above_maximum",
            Self::SumMismatch => "sum_mismatch",
            Self::UnknownCredit => "unknown_credit",
            Self::UnknownBank => "unknown_bank",
            Self::ForeignHost => "foreign_host",
            Self::NotHttps => "not_https",
            Self::InThePast => "in_the_past",
            Self::Unknown => "unknown",
            Self::WrongType => "wrong_type",
        }
    }
}

/// Checks a text against the rules every field shares: at most `max` characters and
/// no control character (XML cannot carry most of them, and none belongs in a name).
///
/// # Errors
/// The first rule it breaks.
pub fn check_text(text: &str, max: usize) -> Result<(), FieldCode> {
    // One walk, counted by hand: what `count` does to be quick weighs half a kilobyte in the widget.
    let mut length = 0_usize;
    for c in text.chars() {
        if forbidden(c) {
            return Err(FieldCode::ForbiddenCharacter);
        }
        length += 1;
    }
    if length > max { Err(FieldCode::TooLong { max }) } else { Ok(()) }
}

const fn forbidden(c: char) -> bool {
    // C0, DEL and C1 controls, the line separators, and XML's two non-characters.
    matches!(c, '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_count_characters_not_bytes() {
        assert_eq!(check_text("ñandú", 5), Ok(()));
        assert_eq!(check_text("ñandúes", 5), Err(FieldCode::TooLong { max: 5 }));
    }

    #[test]
    fn control_characters_are_refused() {
        for c in ['\0', '\t', '\n', '\x1b', '\x7f', '\u{85}', '\u{fffe}'] {
            assert_eq!(
                check_text(&format!("a{c}b"), 60),
                Err(FieldCode::ForbiddenCharacter),
                "{c:?}"
            );
        }
    }
}
