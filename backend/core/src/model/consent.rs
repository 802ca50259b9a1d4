//! What a buyer consented to by paying: the treatment of personal data, in the words that the site shows.

use std::net::IpAddr;
use std::sync::Arc;

use data_encoding::HEXLOWER;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// The words a site asks buyers to consent to, with their hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentText {
    text: Arc<str>,
    hash: Arc<str>,
}

impl ConsentText {
    /// Takes the words as they are shown.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self { text: text.into(), hash: HEXLOWER.encode(&Sha256::digest(text)).into() }
    }

    /// The words, as they are shown.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// SHA-256 of the words in UTF-8, hexadecimal.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }
}

/// A buyer's consent, as it is given with a payment's confirmation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentGiven {
    /// What was consented to.
    pub text: ConsentText,
    /// The buyer's IP address, also behind trusted proxies.
    pub address: IpAddr,
}

/// A buyer's consent, as it is kept with a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// What was consented to.
    pub text: ConsentText,
    /// The number of the words among those the site has used, from 1 in the order of their first use.
    pub version: u32,
    /// When the buyer confirmed the payment.
    pub at: Timestamp,
    /// The buyer's IP address.
    pub address: IpAddr,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_sha_256_of_the_words() {
        let text = ConsentText::new("abc");
        let known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!((text.text(), text.hash()), ("abc", known));
    }
}
