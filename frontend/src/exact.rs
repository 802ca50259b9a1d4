//! An amount as the browser takes it.

use pse_shared::Amount;
use pse_shared::text::joined;
use pse_shared::words::digits;

/// An amount as the browser's `Intl` takes it without rounding: digits, a point, two
/// decimals. (What `Amount` prints; through `Display` it would weigh the whole of `fmt`.)
#[must_use]
pub fn exact(amount: Amount) -> String {
    let centavos = amount.centavos().unsigned_abs();
    let cents = digits(100 + centavos % 100);
    joined(&[&digits(centavos / 100), ".", cents.get(1..).unwrap_or_default()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_the_api_writes_them() {
        for centavos in [0, 5, 50, 100, 12_345, 106_250_000, Amount::MAX.centavos()] {
            let amount = Amount::from_centavos(centavos).unwrap();
            assert_eq!(exact(amount), amount.to_string());
        }
    }
}
