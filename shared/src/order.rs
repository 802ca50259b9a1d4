//! A checkout's own fields, and what makes them valid whatever the site.

use crate::amount::Amount;
use crate::field_error::{FieldCode, FieldError, check_text};
use crate::limits;

/// The four amounts of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Amounts {
    /// The total collected.
    pub total: Amount,
    /// The tax included in the total.
    pub tax: Amount,
    /// The base amount on which the tax is given back.
    pub devolution_base: Amount,
    /// The exempt part of the total (tip, airport fee).
    pub tip: Amount,
}

/// The languages of the provider's pages, ISO 639-1 in upper case.
pub const LANGUAGES: [&str; 3] = ["ES", "EN", "PT"];
/// The currencies of PSE: Colombian pesos (ISO 4217).
pub const CURRENCIES: [&str; 1] = ["COP"];

impl Amounts {
    /// Checks the amounts against each other; returns every wrong field.
    #[must_use]
    pub fn check(&self) -> Vec<FieldError> {
        let mut errors = Vec::new();
        if self.total.is_zero() {
            errors.push(FieldError::new("total_amount", FieldCode::NotPositive));
            return errors;
        }
        for (field, part) in [
            ("tax_amount", self.tax),
            ("devolution_base", self.devolution_base),
            ("tip_amount", self.tip),
        ] {
            if part > self.total {
                errors.push(FieldError::new(field, FieldCode::ExceedsTotal));
            }
        }
        let sum =
            self.tax.checked_add(self.devolution_base).and_then(|sum| sum.checked_add(self.tip));
        if errors.is_empty() && sum.is_none_or(|sum| sum > self.total) {
            errors.push(FieldError::new("total_amount", FieldCode::ExceedsTotal));
        }
        errors
    }
}

/// Checks a merchant's reference: at most 32 characters, no `|` or `"` (certification).
///
/// # Errors
/// The first rule it breaks.
pub fn check_reference(text: &str) -> Result<(), FieldCode> {
    check_order_text(text, limits::REFERENCE)
}

/// Writes a merchant's description with what certification allows: `'` for `"`, `/` for `|`.
#[must_use]
pub fn clean_description(text: &str) -> String {
    text.replace('"', "'").replace('|', "/")
}

/// Checks a clean description: at most 255 characters, no `|` or `"` (certification).
///
/// # Errors
/// The first rule it breaks.
pub fn check_description(text: &str) -> Result<(), FieldCode> {
    check_order_text(text, limits::DESCRIPTION)
}

fn check_order_text(text: &str, max: usize) -> Result<(), FieldCode> {
    if text.trim().is_empty() {
        return Err(FieldCode::Required);
    }
    if text.contains(['|', '"']) {
        return Err(FieldCode::ForbiddenCharacter);
    }
    check_text(text, max)
}

/// Returns the reference at the provider of a checkout's `attempt`-th payment (from 1): the merchant's own, then
/// `<reference>-2`, `-3`, … where that fits in 32 characters.
#[must_use]
pub fn attempt_reference(reference: &str, attempt: u32) -> String {
    let numbered = format!("{reference}-{attempt}");
    if attempt <= 1 || numbered.chars().count() > limits::REFERENCE {
        reference.to_owned()
    } else {
        numbered
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Amount {
        text.parse().unwrap()
    }

    fn errors(total: &str, tax: &str, base: &str, tip: &str) -> Vec<(String, FieldCode)> {
        Amounts {
            total: amount(total),
            tax: amount(tax),
            devolution_base: amount(base),
            tip: amount(tip),
        }
        .check()
        .into_iter()
        .map(|e| (e.field.into_owned(), e.code))
        .collect()
    }

    #[test]
    fn the_journeys_own_figures_are_right() {
        assert_eq!(errors("1062500.00", "149310.00", "913190.00", "0"), []);
    }

    #[test]
    fn parts_may_not_pass_the_total() {
        let exceeds = |field: &str| vec![(field.to_owned(), FieldCode::ExceedsTotal)];
        assert_eq!(errors("100", "100.01", "0", "0"), exceeds("tax_amount"));
        assert_eq!(errors("100", "0", "101", "0"), exceeds("devolution_base"));
        assert_eq!(errors("100", "0", "0", "101"), exceeds("tip_amount"));
        assert_eq!(errors("100", "19", "80", "2"), exceeds("total_amount"));
        assert_eq!(
            errors("0", "0", "0", "0"),
            [("total_amount".to_owned(), FieldCode::NotPositive)]
        );
    }

    #[test]
    fn later_attempts_are_numbered_where_that_fits() {
        assert_eq!(attempt_reference("A1", 1), "A1");
        assert_eq!(attempt_reference("A1", 2), "A1-2");
        let long = "x".repeat(31);
        assert_eq!(attempt_reference(&long, 2), long);
    }

    #[test]
    fn pipes_and_quotes_never_reach_the_provider() {
        assert_eq!(check_reference("A|1"), Err(FieldCode::ForbiddenCharacter));
        assert_eq!(check_description("una \"cita\""), Err(FieldCode::ForbiddenCharacter));
        let clean = clean_description("Silla \"Ana\" | 2 | ñ");
        assert_eq!(clean, "Silla 'Ana' / 2 / ñ");
        assert_eq!(clean_description(&clean), clean);
        assert_eq!(check_description(&clean), Ok(()));
        assert_eq!(check_reference(&"x".repeat(33)), Err(FieldCode::TooLong { max: 32 }));
        assert_eq!(check_reference(" "), Err(FieldCode::Required));
    }
}
