//! Amounts as Colombia writes them, exact to the centavo.

use pse_shared::Amount;

/// `$ 1.062.500,00` for pesos; another currency goes by its code.
#[must_use]
pub fn shown(amount: Amount, currency: &str) -> String {
    let centavos = amount.centavos();
    let sign = if currency == "COP" { "$" } else { currency };
    format!("{sign} {},{:02}", grouped(centavos / 100), centavos % 100)
}

/// With a point before every third digit.
fn grouped(whole: i64) -> String {
    let digits = whole.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pesos_are_written_to_the_centavo() {
        for (text, expected) in [
            ("1062500", "$ 1.062.500,00"),
            ("0.05", "$ 0,05"),
            ("999.9", "$ 999,90"),
            ("1000", "$ 1.000,00"),
            ("9999999999999.99", "$ 9.999.999.999.999,99"),
        ] {
            assert_eq!(shown(text.parse().unwrap(), "COP"), expected);
        }
        assert_eq!(shown(Amount::ZERO, "USD"), "USD 0,00");
    }
}
