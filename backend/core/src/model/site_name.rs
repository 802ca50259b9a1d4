//! A site's name: short, and writable in an address and in a variable's name.

use std::fmt;
use std::str::FromStr;

/// The name of a merchant's site (`shop`, `casa-turismo`): 1 to 40 ASCII letters, digits, `-` and `_`; begins and ends
/// with a letter or digit, no `__`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SiteName(String);

impl SiteName {
    /// The site name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SiteName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for SiteName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if is_name(text) {
            Ok(Self(text.to_owned()))
        } else {
            Err("a site's name has 1 to 40 ASCII letters, digits, \"-\" and \"_\", begins and \
                 ends with a letter or digit, and has no \"__\""
                .to_owned())
        }
    }
}

/// Whether a text is a name that can be written in an address and in an environment variable: 1 to 40 ASCII
/// letters, digits, `-` and `_`, with a letter or digit at both ends and no `__`.
pub(super) fn is_name(text: &str) -> bool {
    let alphanumeric = |byte: Option<u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric());
    text.len() <= 40
        && alphanumeric(text.bytes().next())
        && alphanumeric(text.bytes().last())
        && !text.contains("__")
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_an_address_and_a_variable() {
        for good in ["demo", "casa-turismo", "shop_2", "A", "9"] {
            assert_eq!(good.parse::<SiteName>().unwrap().to_string(), good);
        }
        for bad in ["", "-a", "a_", "a__b", "a b", "ñ", "a.b", &"x".repeat(41)] {
            assert!(bad.parse::<SiteName>().unwrap_err().contains("ASCII letters"), "{bad}");
        }
    }
}
