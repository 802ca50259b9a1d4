//! Unguessable names: 160 random bits, written as a prefix and 32 base-32 characters.

use core::fmt;
use data_encoding::{Encoding, Specification};
use std::sync::LazyLock;

static ALPHABET: LazyLock<Encoding> = LazyLock::new(|| {
    let mut specification = Specification::new();
    specification.symbols.push_str("abcdefghijklmnopqrstuvwxyz234567");
    specification.encoding().unwrap_or(data_encoding::BASE32_NOPAD)
});

const RANDOM_BYTES: usize = 20;

/// The system's source of randomness failed: no unguessable id can be made.
#[derive(Debug, thiserror::Error)]
#[error("the system gives no randomness: {0}")]
pub struct NoRandomness(getrandom::Error);

/// Makes an unguessable text of 32 base-32 characters (160 random bits).
///
/// # Errors
/// When the system gives no randomness.
pub fn random_name() -> Result<String, NoRandomness> {
    let mut bytes = [0_u8; RANDOM_BYTES];
    getrandom::fill(&mut bytes).map_err(NoRandomness)?;
    Ok(ALPHABET.encode(&bytes))
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Makes a new random id.
            ///
            /// # Errors
            /// When the system gives no randomness.
            pub fn random() -> Result<Self, NoRandomness> {
                Ok(Self(format!(concat!($prefix, "{}"), random_name()?)))
            }

            /// Reads an id; `None` when the text does not have its form.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                let random = text.strip_prefix($prefix)?;
                let good = random.len() == 32
                    && random.bytes().all(|b| b.is_ascii_lowercase() || (b'2'..=b'7').contains(&b));
                good.then(|| Self(text.to_owned()))
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id! {
    /// A checkout's id: the capability its page holds.
    CheckoutId, "chk_"
}
id! {
    /// A payment's id.
    PaymentId, "pay_"
}
id! {
    /// A notification's id, the same at every attempt (`webhook-id`).
    NotificationId, "msg_"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_id_reads_back_and_no_two_are_alike() {
        let one = CheckoutId::random().unwrap();
        assert_eq!(CheckoutId::parse(one.as_str()), Some(one.clone()));
        assert_ne!(one, CheckoutId::random().unwrap());
        assert_eq!(one.as_str().len(), 36);
    }

    #[test]
    fn texts_of_another_form_are_no_ids() {
        for text in [
            "",
            "chk_",
            "pay_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "chk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "chk_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        ] {
            assert_eq!(CheckoutId::parse(text), None, "{text}");
        }
    }
}
