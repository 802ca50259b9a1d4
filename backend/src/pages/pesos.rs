//! Amounts as each language writes them, exact to the centavo.

use pse_shared::Amount;
use pse_shared::words::Language;

use crate::words;

/// Formats an amount: `$ 1.062.500,00` for pesos in Spanish; other currencies, and pesos in other languages, with the
/// currency's code, as readers would take a `$` for another country's.
#[must_use]
pub fn shown(amount: Amount, currency: &str, language: Language) -> String {
    let centavos = amount.centavos();
    let formats = &words::of(language).formats;
    let peso_sign = formats.peso_sign.filter(|_| currency == "COP");
    let sign = peso_sign.unwrap_or(currency);
    let whole = grouped(centavos / 100, formats.thousands);
    format!("{sign} {whole}{}{:02}", formats.decimals, centavos % 100)
}

/// The digits with a sign between groups of three.
fn grouped(whole: i64, sign: char) -> String {
    let digits = whole.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(sign);
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
            assert_eq!(shown(text.parse().unwrap(), "COP", Language::Spanish), expected);
        }
        assert_eq!(shown(Amount::ZERO, "USD", Language::Spanish), "USD 0,00");
    }

    #[test]
    fn elsewhere_pesos_go_by_their_code() {
        let amount = "1062500.5".parse().unwrap();
        assert_eq!(shown(amount, "COP", Language::English), "COP 1,062,500.50");
        assert_eq!(shown(amount, "COP", Language::Portuguese), "COP 1.062.500,50");
    }
}
