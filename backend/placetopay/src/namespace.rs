//! The service's target namespace. Two are in use, so it is configuration.

use core::{fmt, str::FromStr};
use std::borrow::Cow;

use thiserror::Error;

/// An absolute URI, as it stands in a document's `xmlns` and in `SOAPAction`.
///
/// Only characters that a URI may hold, so it needs no quoting in a header; longer than
/// 255 characters is refused.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Namespace(Cow<'static, str>);

/// A text that is no absolute URI.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a namespace is an absolute URI such as https://placetopay.com/soap/pse")]
pub struct InvalidNamespace;

impl Namespace {
    /// The namespace of the unversioned service (`/soap/pse/`).
    pub const UNVERSIONED: Self = Self(Cow::Borrowed("https://api.placetopay.com/soap/pse"));
    /// The namespace of version 1.1 (`/soap/pse/v11/`).
    pub const V11: Self = Self(Cow::Borrowed("https://placetopay.com/soap/pse"));

    /// Checks that `uri` is an absolute URI: a scheme, a colon, and something after it, all in
    /// the characters of RFC 3986.
    ///
    /// # Errors
    ///
    /// [`InvalidNamespace`] when it is not.
    pub fn new(uri: impl Into<String>) -> Result<Self, InvalidNamespace> {
        let uri = uri.into();
        let (scheme, rest) = uri.split_once(':').ok_or(InvalidNamespace)?;
        let scheme_is_one = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
        if !scheme_is_one || rest.is_empty() || uri.len() > 255 || !rest.chars().all(may_stand) {
            return Err(InvalidNamespace);
        }
        Ok(Self(Cow::Owned(uri)))
    }

    /// The namespace's URI.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a URI may hold the character: unreserved, reserved or percent (RFC 3986, section 2).
fn may_stand(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c)
}

impl fmt::Display for Namespace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Namespace {
    type Err = InvalidNamespace;

    fn from_str(uri: &str) -> Result<Self, Self::Err> {
        Self::new(uri)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Operation;

    #[test]
    fn both_namespaces_in_use_are_valid_ones() {
        for known in [Namespace::UNVERSIONED, Namespace::V11] {
            assert_eq!(Namespace::new(known.as_str()), Ok(known.clone()));
            assert_eq!(known.as_str().parse(), Ok(known));
        }
        assert_eq!(Namespace::new("urn:x").map(|ns| ns.to_string()), Ok("urn:x".to_owned()));
    }

    #[test]
    fn a_text_that_is_no_absolute_uri_is_refused() {
        let long = format!("urn:{}", "x".repeat(252));
        for text in [
            "",
            "pse",
            "/soap/pse",
            "urn:",
            ":x",
            "1a:x",
            "urn:a b",
            "urn:\"",
            "urn:<x>",
            "urn:a\r\nX-Y: z",
            "urn:ñ",
            "ur n:x",
            &long,
        ] {
            assert_eq!(Namespace::new(text), Err(InvalidNamespace), "{text}");
        }
    }

    #[test]
    fn the_action_is_namespace_hash_operation() {
        assert_eq!(
            Operation::GetBankList.soap_action(&Namespace::V11),
            "https://placetopay.com/soap/pse#getBankList"
        );
    }
}
