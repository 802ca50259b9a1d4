//! PSE's tracking code (CUS), as providers give it.

/// Whether a text is a CUS. Zeros alone are none: a transaction that was not created has them.
#[must_use]
pub fn is_cus(text: &str) -> bool {
    !text.trim().trim_matches('0').is_empty()
}

/// Reads a CUS: without blanks around it, its leading zeros kept; `None` where there is none.
#[must_use]
pub fn known_cus(text: &str) -> Option<String> {
    is_cus(text).then(|| text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_are_no_cus_and_leading_ones_are_kept() {
        for none in ["", " ", "0", "000000", " 0000000 "] {
            assert_eq!(known_cus(none), None, "{none:?}");
        }
        for (text, cus) in [("0215022", "0215022"), (" 1000000\n", "1000000"), ("00A", "00A")] {
            assert_eq!(known_cus(text).as_deref(), Some(cus));
        }
    }
}
