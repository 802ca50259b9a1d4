//! Amounts as people and JSON read them.

use rust_decimal::Decimal;
use serde::{Deserialize as _, Deserializer, de};

/// Reads an amount of the world's file: a text, for a TOML number would be a float.
pub(crate) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(|_| de::Error::custom(format!("{text:?} is not an amount")))
}

/// `1062500.00`: two decimals, or as many as it takes.
pub(crate) fn plain(amount: Decimal) -> String {
    let amount = amount.normalize();
    if amount.scale() <= 2 { format!("{amount:.2}") } else { amount.to_string() }
}

/// `$ 1.062.500,00`: as Colombians write it.
pub(crate) fn pesos(amount: Decimal) -> String {
    let plain = plain(amount.abs());
    let (whole, cents) = plain.split_once('.').unwrap_or((&plain, "00"));
    let mut grouped = String::with_capacity(plain.len() + 8);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    let sign = if amount.is_sign_negative() { "-" } else { "" };
    format!("{sign}$ {grouped},{cents}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_colombians_write_them() {
        for (amount, text) in [
            ("1062500", "$ 1.062.500,00"),
            ("999.9", "$ 999,90"),
            ("0", "$ 0,00"),
            ("1000.05", "$ 1.000,05"),
            ("-12345", "-$ 12.345,00"),
        ] {
            assert_eq!(pesos(amount.parse().unwrap()), text);
        }
    }

    #[test]
    fn json_amounts_have_two_decimals_and_lose_nothing() {
        for (amount, text) in [("1062500", "1062500.00"), ("0.10", "0.10"), ("1.2345", "1.2345")] {
            assert_eq!(plain(amount.parse().unwrap()), text);
        }
    }
}
