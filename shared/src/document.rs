//! Identity documents, and the number patterns Place to Pay publishes.

use crate::field_error::{FieldCode, check_digits};
use crate::nit::without_check_digit;
use crate::text::are_digits;

/// Type of an identity document (`documentType`): `CC` cédula de ciudadanía, `CE` cédula de extranjería, `TI` tarjeta de
/// identidad, `PPN` passport, `NIT` (companies only), `SSN` (United States).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "UPPERCASE"))]
pub enum DocumentType {
    /// Cédula de ciudadanía colombiana.
    Cc,
    /// Cédula de extranjería.
    Ce,
    /// Tarjeta de identidad.
    Ti,
    /// Pasaporte.
    Ppn,
    /// Número de identificación tributaria: companies only.
    Nit,
    /// Social Security Number.
    Ssn,
}

impl DocumentType {
    /// Every type, in the specification's order.
    pub const ALL: [Self; 6] = [Self::Cc, Self::Ce, Self::Ti, Self::Ppn, Self::Nit, Self::Ssn];

    /// The type's code in the API and at the provider.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cc => "CC",
            Self::Ce => "CE",
            Self::Ti => "TI",
            Self::Ppn => "PPN",
            Self::Nit => "NIT",
            Self::Ssn => "SSN",
        }
    }

    /// Finds a type by its code, exactly as written.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == code)
    }

    /// Whether a document's number has the pattern that Place to Pay publishes for this type (SSN has none: nine
    /// digits). The specification's 12 characters are checked apart.
    #[must_use]
    pub fn accepts(self, number: &str) -> bool {
        self.check_pattern(number).is_ok()
    }

    /// Checks a document's clean number: what [`Self::accepts`], and of a NIT its check digit where one is written.
    ///
    /// # Errors
    /// What is wrong, as exactly as can be said.
    pub fn check(self, number: &str) -> Result<(), FieldCode> {
        if self == Self::Nit && without_check_digit(number).is_none() {
            return Err(FieldCode::WrongCheckDigit);
        }
        self.check_pattern(number)
    }

    /// Checks a document's clean number as [`Self::check`] does, but for a check digit.
    ///
    /// # Errors
    /// What is wrong, as exactly as can be said.
    pub fn check_pattern(self, number: &str) -> Result<(), FieldCode> {
        let letters = number.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (most_letters, min, max) = match self {
            // ^[1-9][0-9]{3,9}$
            Self::Cc => (0, 4, 10),
            // ^([a-zA-Z]{1,5})?[1-9][0-9]{3,7}$
            Self::Ce => (5, 4, 8),
            // ^[1-9][0-9]{4,11}$
            Self::Ti => (0, 5, 12),
            // ^[a-zA-Z0-9_]{4,16}$
            Self::Ppn => {
                let fits = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
                let good = matches!(number.len(), 4..=16) && number.bytes().all(fits);
                return if good { Ok(()) } else { Err(FieldCode::Pattern) };
            }
            // ^[1-9]\d{6,9}$
            Self::Nit => (0, 7, 10),
            Self::Ssn => (0, 9, 9),
        };
        let digits = number.get(letters..).unwrap_or_default();
        let may_begin = self == Self::Ssn || !digits.starts_with('0');
        if letters > most_letters || !may_begin || !are_digits(digits) {
            return Err(FieldCode::Pattern);
        }
        check_digits(digits.len(), min, max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_type_takes_the_published_pattern_and_nothing_else() {
        use DocumentType::{Cc, Ce, Nit, Ppn, Ssn, Ti};
        for (kind, good, bad) in [
            (
                Cc,
                &["1234", "1098765432"][..],
                &["123", "0123", "12345678901", "12a4", "", "１２３４"][..],
            ),
            (Ce, &["1234", "abcde12345678"], &["abcdef1234", "0123", "abc", "123456789"]),
            (Ti, &["12345", "123456789012"], &["1234", "01234", "1234567890123"]),
            (Ppn, &["AB_1", "AB12345678901234"], &["AB1", "AB-12", "AB123456789012345", "ñandu"]),
            (
                Nit,
                &["9001234", "9001234567"],
                &["900123", "0900123456", "90012345678", "900123456-7"],
            ),
            (Ssn, &["123456789"], &["12345678", "123-45-6789"]),
        ] {
            for number in good {
                assert!(kind.accepts(number), "{kind:?} should take {number}");
            }
            for number in bad {
                assert!(!kind.accepts(number), "{kind:?} should refuse {number}");
            }
        }
    }

    #[test]
    fn a_number_is_refused_for_what_is_wrong_with_it() {
        use DocumentType::{Cc, Ce, Nit, Ppn, Ssn, Ti};
        let count = |count, min, max| Err(FieldCode::DigitCount { count, min, max });
        for (kind, number, expected) in [
            (Cc, "1098765432", Ok(())),
            (Cc, "109876543210", count(12, 4, 10)),
            (Cc, "123", count(3, 4, 10)),
            (Cc, "1", Err(FieldCode::Pattern)),
            (Cc, "01234", Err(FieldCode::Pattern)),
            (Cc, "12345678901a", Err(FieldCode::Pattern)),
            (Ti, "1234", count(4, 5, 12)),
            (Ce, "A123456789", count(9, 4, 8)),
            (Ppn, "123", Err(FieldCode::Pattern)),
            (Ssn, "12345678", Err(FieldCode::Pattern)),
            (Nit, "900123456", Ok(())),
            (Nit, "12345678901", count(11, 7, 10)),
            (Nit, "9001234567", Err(FieldCode::WrongCheckDigit)),
            (Nit, "900123456-7", Err(FieldCode::WrongCheckDigit)),
            (Nit, "1098765432", Ok(())),
        ] {
            assert_eq!(kind.check(number), expected, "{kind:?} {number}");
        }
    }

    #[test]
    fn codes_read_back() {
        for kind in DocumentType::ALL {
            assert_eq!(DocumentType::from_code(kind.as_str()), Some(kind));
        }
        assert_eq!(DocumentType::from_code("cc"), None);
    }
}
