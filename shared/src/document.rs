//! Identity documents, and the number patterns Place to Pay publishes.

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
        match self {
            // ^[1-9][0-9]{3,9}$
            Self::Cc => number_without_leading_zero(number, 4, 10),
            // ^([a-zA-Z]{1,5})?[1-9][0-9]{3,7}$
            Self::Ce => {
                let letters = number.bytes().take_while(u8::is_ascii_alphabetic).count();
                letters <= 5
                    && number_without_leading_zero(number.get(letters..).unwrap_or_default(), 4, 8)
            }
            // ^[1-9][0-9]{4,11}$
            Self::Ti => number_without_leading_zero(number, 5, 12),
            // ^[a-zA-Z0-9_]{4,16}$
            Self::Ppn => {
                (4..=16).contains(&number.len())
                    && number.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
            }
            // ^[1-9]\d{6,9}$
            Self::Nit => number_without_leading_zero(number, 7, 10),
            Self::Ssn => number.len() == 9 && number.bytes().all(|b| b.is_ascii_digit()),
        }
    }
}

fn number_without_leading_zero(text: &str, min: usize, max: usize) -> bool {
    (min..=max).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_digit())
        && !text.starts_with('0')
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
    fn codes_read_back() {
        for kind in DocumentType::ALL {
            assert_eq!(DocumentType::from_code(kind.as_str()), Some(kind));
        }
        assert_eq!(DocumentType::from_code("cc"), None);
    }
}
