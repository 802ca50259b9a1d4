//! Which field is wrong, and how.

use std::borrow::Cow;

/// One wrong field of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field's path in the request: `payer.document`, `credits[2].tax_value`.
    pub field: Cow<'static, str>,
    /// What is wrong with the field.
    pub code: FieldCode,
}

impl FieldError {
    /// Makes the error of a field.
    #[must_use]
    pub fn new(field: impl Into<Cow<'static, str>>, code: FieldCode) -> Self {
        Self { field: field.into(), code }
    }
}

/// What is wrong with a field: a stable code of the API, without words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldCode {
    /// The field is missing or empty.
    Required,
    /// The text or list is longer than allowed.
    TooLong {
        /// The most characters (or items) allowed.
        max: usize,
    },
    /// The text contains a character that XML or certification does not allow.
    ForbiddenCharacter,
    /// The text does not have the form of the field.
    Pattern,
    /// The number has more or fewer digits than it can have: to the API its form is wrong, to a reader this is said.
    DigitCount {
        /// How many digits it has.
        count: u8,
        /// The fewest it can have.
        min: u8,
        /// The most it can have.
        max: u8,
    },
    /// The check digit of a NIT does not go with its number.
    WrongCheckDigit,
    /// The value is not one of those allowed.
    NotAllowed,
    /// The document type does not go with the kind of person.
    WrongForPersonType,
    /// The merchant fixed this field and the buyer sent another value.
    FixedByMerchant,
    /// The text is not an amount.
    NotAnAmount,
    /// The amount has more than two decimals.
    TooManyDecimals,
    /// The amount is below zero.
    Negative,
    /// The amount must be above zero.
    NotPositive,
    /// The number is larger than the API can take.
    TooLarge,
    /// The amount, or the sum of the parts, exceeds the total.
    ExceedsTotal,
    /// The amount is below the site's smallest.
    BelowMinimum,
    /// The amount is over the site's largest.
    AboveMaximum,
    /// The credits do not sum to the total or the tax.
    SumMismatch,
    /// The credit is not one of the site's dependent services, or is given twice.
    UnknownCredit,
    /// The bank is not in the bank list.
    UnknownBank,
    /// The address is not on one of the site's hosts.
    ForeignHost,
    /// The address is not `https`.
    NotHttps,
    /// The time is in the past.
    InThePast,
    /// The API does not know the field.
    Unknown,
    /// The value does not have the JSON type of the field.
    WrongType,
}

impl FieldCode {
    /// Every code of the API; the length of [`Self::TooLong`] stands for any, and [`Self::DigitCount`] is [`Self::Pattern`]'s.
    pub const ALL: [Self; 24] = [
        Self::Required,
        Self::TooLong { max: 0 },
        Self::ForbiddenCharacter,
        Self::Pattern,
        Self::WrongCheckDigit,
        Self::NotAllowed,
        Self::WrongForPersonType,
        Self::FixedByMerchant,
        Self::NotAnAmount,
        Self::TooManyDecimals,
        Self::Negative,
        Self::NotPositive,
        Self::TooLarge,
        Self::ExceedsTotal,
        Self::BelowMinimum,
        Self::AboveMaximum,
        Self::SumMismatch,
        Self::UnknownCredit,
        Self::UnknownBank,
        Self::ForeignHost,
        Self::NotHttps,
        Self::InThePast,
        Self::Unknown,
        Self::WrongType,
    ];

    /// The name of the code in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::TooLong { .. } => "too_long",
            Self::ForbiddenCharacter => "forbidden_character",
            Self::Pattern | Self::DigitCount { .. } => "pattern",
            Self::WrongCheckDigit => "wrong_check_digit",
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

/// Checks that a number of so many digits, less than 256, has neither more nor fewer than it can have.
///
/// # Errors
/// [`FieldCode::DigitCount`]; [`FieldCode::Pattern`] of a single digit, and where there is only one right count.
#[inline]
pub fn check_digits(count: usize, min: u8, max: u8) -> Result<(), FieldCode> {
    let count = count as u8;
    if count >= min && count <= max {
        Ok(())
    } else if count > 1 && min < max {
        Err(FieldCode::DigitCount { count, min, max })
    } else {
        Err(FieldCode::Pattern)
    }
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
