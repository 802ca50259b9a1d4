//! Money, exact: an integer number of centavos, never a float.

use core::fmt;
use core::str::FromStr;

use crate::text::cut;

/// An amount of money in hundredths of the currency's unit (centavos for COP).
///
/// Written with a point and always two decimals (`"1062500.00"`); read with none, one
/// or two. Never negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Amount(i64);

/// Why a text is not an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmountError {
    /// The text is not digits with at most one point.
    Malformed,
    /// The text has more than two decimals.
    TooManyDecimals,
    /// The amount is below zero.
    Negative,
    /// The amount is over [`Amount::MAX`].
    TooLarge,
}

impl Amount {
    /// The amount 0.00.
    pub const ZERO: Self = Self(0);
    /// The largest amount, 9,999,999,999,999.99: the provider takes `xsd:double`, which is exact to the centavo up to
    /// here.
    pub const MAX: Self = Self(999_999_999_999_999);

    /// Makes an amount of centavos; `None` when negative or over [`Self::MAX`].
    #[must_use]
    pub const fn from_centavos(centavos: i64) -> Option<Self> {
        if centavos < 0 || centavos > Self::MAX.0 { None } else { Some(Self(centavos)) }
    }

    /// The amount in centavos.
    #[must_use]
    pub const fn centavos(self) -> i64 {
        self.0
    }

    /// Whether the amount is zero.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Adds two amounts; `None` when the sum is over [`Self::MAX`].
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(sum) => Self::from_centavos(sum),
            None => None,
        }
    }
}

impl FromStr for Amount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        if let Some(rest) = text.strip_prefix('-') {
            return Err(match rest.parse::<Self>() {
                Ok(_) => AmountError::Negative,
                Err(error) => error,
            });
        }
        let (whole, decimals) = cut(text, b'.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(decimals) {
            return Err(AmountError::Malformed);
        }
        if decimals.len() > 2 {
            return Err(AmountError::TooManyDecimals);
        }
        if whole.len() > 18 {
            return Err(AmountError::TooLarge);
        }
        // At most 18 digits: nothing here can overflow.
        let number =
            |part: &str| part.bytes().fold(0_i64, |sum, digit| sum * 10 + i64::from(digit - b'0'));
        let whole = number(whole);
        if whole > Self::MAX.0 / 100 {
            return Err(AmountError::TooLarge);
        }
        let cents = number(decimals) * if decimals.len() == 1 { 10 } else { 1 };
        Ok(Self(whole * 100 + cents))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Amount {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Amount {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(|error| {
            serde::de::Error::custom(match error {
                AmountError::Malformed => "not an amount such as \"1062500.00\"",
                AmountError::TooManyDecimals => "more than two decimals",
                AmountError::Negative => "below zero",
                AmountError::TooLarge => "too large",
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_none_one_or_two_decimals_exactly() {
        for (text, centavos) in
            [("0", 0), ("1062500.00", 106_250_000), ("0.1", 10), ("0.01", 1), ("007.5", 750)]
        {
            assert_eq!(text.parse(), Ok(Amount(centavos)), "{text}");
        }
    }

    #[test]
    fn says_what_is_wrong_with_a_text() {
        use AmountError::{Malformed, Negative, TooLarge, TooManyDecimals};
        for (text, error) in [
            ("", Malformed),
            (".5", Malformed),
            ("5.", Malformed),
            ("1,5", Malformed),
            ("1e3", Malformed),
            ("+1", Malformed),
            ("1.2.3", Malformed),
            ("--1", Negative),
            ("-1", Negative),
            ("-x", Malformed),
            ("1.234", TooManyDecimals),
            ("10000000000000", TooLarge),
            ("99999999999999999999999", TooLarge),
        ] {
            assert_eq!(text.parse::<Amount>(), Err(error), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(centavos in 0..=Amount::MAX.centavos()) {
            let amount = Amount::from_centavos(centavos).unwrap();
            prop_assert_eq!(amount.to_string().parse::<Amount>(), Ok(amount));
        }
    }
}
