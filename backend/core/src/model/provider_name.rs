//! The name an operator gave a provider in the configuration.

use std::fmt;
use std::str::FromStr;

/// A provider's name, `[providers.<name>]`: 1 to 40 ASCII letters, digits, `-` and `_`; begins and ends with a
/// letter or digit, no `__`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProviderName(String);

impl ProviderName {
    /// The provider's name where the configuration's short form `[provider]` is used.
    pub const DEFAULT: &'static str = "default";

    /// Returns the provider name of the configuration's short form, [`Self::DEFAULT`].
    #[must_use]
    pub fn default_name() -> Self {
        Self(Self::DEFAULT.to_owned())
    }

    /// The provider name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ProviderName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ProviderName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if super::site_name::is_name(text) {
            Ok(Self(text.to_owned()))
        } else {
            Err("a provider's name has 1 to 40 ASCII letters, digits, \"-\" and \"_\", begins and \
                 ends with a letter or digit, and has no \"__\""
                .to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_be_written_in_an_address_and_in_a_variable() {
        for good in ["default", "first-one", "A", "b_2"] {
            assert_eq!(good.parse::<ProviderName>().unwrap().as_str(), good);
        }
        for bad in ["", "a__b", "-a", "ñ"] {
            assert!(bad.parse::<ProviderName>().unwrap_err().contains("provider's name"), "{bad}");
        }
        assert_eq!(ProviderName::default_name(), "default".parse().unwrap());
    }
}
