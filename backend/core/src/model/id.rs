//! Unguessable names of 32 base-32 characters. Those of records begin with the time, so that a store finds the records of
//! one time beside each other; 115 random bits follow.

use core::fmt;
use data_encoding::{Encoding, Specification};
use jiff::Timestamp;
use std::sync::LazyLock;

/// In the order of ASCII, so that names sort as the bits they are made of.
static ALPHABET: LazyLock<Encoding> = LazyLock::new(|| {
    let mut specification = Specification::new();
    specification.symbols.push_str("234567abcdefghijklmnopqrstuvwxyz");
    specification.encoding().unwrap_or(data_encoding::BASE32_NOPAD)
});

const BYTES: usize = 20;
/// The time takes 45 of the first 64 bits.
const RANDOM_BITS_BESIDE_TIME: u32 = 19;

/// The system's source of randomness failed: no unguessable id can be made.
#[derive(Debug, thiserror::Error)]
#[error("the system gives no randomness: {0}")]
pub struct NoRandomness(getrandom::Error);

/// Makes an unguessable text of 32 base-32 characters (160 random bits).
///
/// # Errors
/// When the system gives no randomness.
pub fn random_name() -> Result<String, NoRandomness> {
    Ok(ALPHABET.encode(&random_bytes()?))
}

/// Makes an unguessable text of 32 base-32 characters: the time in milliseconds (9 characters, enough for a thousand
/// years), then 115 random bits.
fn dated_name(time: Timestamp) -> Result<String, NoRandomness> {
    let mut bytes = random_bytes()?;
    let millis = u64::try_from(time.as_millisecond()).unwrap_or(0);
    if let Some(first) = bytes.first_chunk_mut() {
        let random = u64::from_be_bytes(*first) & !(u64::MAX << RANDOM_BITS_BESIDE_TIME);
        *first = ((millis << RANDOM_BITS_BESIDE_TIME) | random).to_be_bytes();
    }
    Ok(ALPHABET.encode(&bytes))
}

fn random_bytes() -> Result<[u8; BYTES], NoRandomness> {
    let mut bytes = [0_u8; BYTES];
    getrandom::fill(&mut bytes).map_err(NoRandomness)?;
    Ok(bytes)
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Makes a new id for what begins at a time. Ids of different milliseconds sort by their times.
            ///
            /// # Errors
            /// When the system gives no randomness.
            pub fn new(time: Timestamp) -> Result<Self, NoRandomness> {
                Ok(Self(format!(concat!($prefix, "{}"), dated_name(time)?)))
            }

            /// Reads an id; `None` when the text does not have its form.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                let name = text.strip_prefix($prefix)?;
                let good = name.len() == 32
                    && name.bytes().all(|b| b.is_ascii_lowercase() || (b'2'..=b'7').contains(&b));
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
/// How many characters of a checkout's id are logged: the prefix, its time, and one of the random ones.
const LOGGED: usize = 14;

impl CheckoutId {
    /// The id's first characters, for logs: enough to find the checkout by, too few to open it with.
    #[must_use]
    pub fn for_logs(&self) -> String {
        format!("{}…", self.0.get(..LOGGED).unwrap_or_default())
    }
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

    fn at(millis: i64) -> CheckoutId {
        CheckoutId::new(Timestamp::from_millisecond(millis).unwrap()).unwrap()
    }

    #[test]
    fn a_log_has_too_few_characters_of_a_checkouts_id_to_open_it() {
        let id = CheckoutId::parse("chk_aaaaaaaaabcdefghijklmnopqrstuvwx").unwrap();
        assert_eq!(id.for_logs(), "chk_aaaaaaaaab…");
    }

    #[test]
    fn a_new_id_reads_back_and_no_two_are_alike() {
        let one = at(1_795_800_000_000);
        assert_eq!(CheckoutId::parse(one.as_str()), Some(one.clone()));
        assert_ne!(one, at(1_795_800_000_000));
        assert_eq!(one.as_str().len(), 36);
    }

    #[test]
    fn ids_sort_by_the_milliseconds_they_were_made_in() {
        let times = [0, 1, 31, 32, 1023, 1_795_800_000_000, 1_795_800_000_001, 32_503_680_000_000];
        let ids = times.map(at);
        assert!(ids.is_sorted(), "{ids:?}");
        let before_1970 = CheckoutId::new(Timestamp::MIN).unwrap();
        assert!(CheckoutId::parse(before_1970.as_str()).is_some());
    }

    #[test]
    fn what_follows_the_time_is_random() {
        let ids: Vec<_> = (0..2000).map(|_| at(1_795_800_000_000)).collect();
        let letters = |place: usize| {
            let letters = ids.iter().map(|id| id.as_str().as_bytes()[place]);
            letters.collect::<std::collections::BTreeSet<_>>().len()
        };
        let seen: Vec<_> = (4..36).map(letters).collect();
        assert_eq!(seen, [[1; 9].as_slice(), [32; 23].as_slice()].concat());
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
