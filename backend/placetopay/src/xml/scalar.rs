//! The lexical forms of `xsd:double`, `xsd:int` and `xsd:boolean`, exactly.

use rust_decimal::Decimal;

/// Every finite form of `xsd:double` (`23000`, `+12345.6`, `.5`, `1.0E+15`), exactly; `None`
/// for any other text, infinities, and what a [`Decimal`] cannot hold without rounding.
pub(crate) fn decimal(text: &str) -> Option<Decimal> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent_of(exponent)?),
        None => (text, 0),
    };
    let (negative, digits) = match mantissa.as_bytes().first()? {
        b'-' => (true, mantissa.get(1..)?),
        b'+' => (false, mantissa.get(1..)?),
        _ => (false, mantissa),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() + fraction.len() == 0 || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let mut value = 0_i128;
    // How many powers of ten `value` has too many.
    let mut scale = i64::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
    let significant = whole.bytes().chain(fraction.bytes()).skip_while(|byte| *byte == b'0');
    // Zeros are held back until a digit follows: at the end they only move the point.
    let mut zeros = 0_i64;
    for byte in significant {
        if byte == b'0' {
            zeros += 1;
            continue;
        }
        value = shifted(value, zeros + 1)?.checked_add(i128::from(byte - b'0'))?;
        zeros = 0;
    }
    scale -= zeros;
    if value == 0 {
        return Some(Decimal::ZERO);
    }
    if scale < 0 {
        value = shifted(value, scale.checked_neg()?)?;
        scale = 0;
    }
    let value = if negative { -value } else { value };
    Decimal::try_from_i128_with_scale(value, u32::try_from(scale).ok()?).ok()
}

/// `value` times ten to the power of `zeros`.
fn shifted(value: i128, zeros: i64) -> Option<i128> {
    if value == 0 {
        return Some(0);
    }
    10_i128.checked_pow(u32::try_from(zeros).ok()?)?.checked_mul(value)
}

/// An optional sign and digits; of absurd size where there are too many, which no value but
/// zero survives.
fn exponent_of(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let absurd = if text.starts_with('-') { -ABSURD } else { ABSURD };
    Some(text.parse::<i64>().map_or(absurd, |exponent| exponent.clamp(-ABSURD, ABSURD)))
}

/// An exponent far beyond the digits of any document.
const ABSURD: i64 = 1_000_000_000;

/// A whole number, in any form of [`decimal`] (`12`, `+012`, and what PHP makes of a float,
/// `12.0`).
pub(crate) fn whole(text: &str) -> Option<i64> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let number = decimal(text)?.normalize();
    if number.scale() == 0 { i64::try_from(number.mantissa()).ok() } else { None }
}

/// Reads a boolean: `true`, `1`, `false` or `0`.
pub(crate) fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// The number in plain notation: no exponent, no zeros at the end, no negative zero.
pub(crate) fn plain(number: Decimal) -> String {
    if number.is_zero() { "0".to_owned() } else { number.normalize().to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_double_is_read_exactly() {
        for (text, exact) in [
            ("23000", "23000"),
            ("12345.6", "12345.6"),
            ("0.0", "0"),
            ("1.0E+15", "1000000000000000"),
            ("1.0625E6", "1062500"),
            ("+1", "1"),
            ("-0.00", "0"),
            ("-1.5e-3", "-0.0015"),
            (".5", "0.5"),
            ("5.", "5"),
            ("00012.500", "12.5"),
            ("0E999999999999999999999", "0"),
            ("1000000000000000000000000000000000000e-30", "1000000"),
            ("0.00000000000000000000000000000000001E35", "1"),
            ("79228162514264337593543950335", "79228162514264337593543950335"),
            ("0.1000000000000000055511151231", "0.1000000000000000055511151231"),
        ] {
            assert_eq!(decimal(text).map(plain).as_deref(), Some(exact), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_or_not_exact_is_none() {
        for text in [
            "",
            "+",
            "-",
            ".",
            "e5",
            "1e",
            "1e+",
            "1e1.0",
            "1,5",
            "1 5",
            "0x10",
            "INF",
            "-INF",
            "NaN",
            "inf",
            "1E29",
            "1E999999999999999999999",
            "1E-29",
            "١",
            "--1",
            "+-1",
            "1_000",
            "79228162514264337593543950336",
            "0.12345678901234567890123456789",
            "$1",
            "1.2.3",
        ] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

    #[test]
    fn a_whole_number_may_carry_a_sign_zeros_or_an_empty_fraction() {
        for (text, number) in [
            ("1509187577", 1_509_187_577),
            ("+7", 7),
            ("-1", -1),
            ("007", 7),
            ("12.0", 12),
            ("1.509187577E9", 1_509_187_577),
            ("9223372036854775807", i64::MAX),
        ] {
            assert_eq!(whole(text), Some(number), "{text}");
        }
        for text in ["", "12.5", "abc", "9223372036854775808", "1e30", "12 3"] {
            assert_eq!(whole(text), None, "{text}");
        }
    }

    #[test]
    fn a_boolean_is_one_of_four_words() {
        assert_eq!(["true", "1", "false", "0"].map(boolean), [true, true, false, false].map(Some));
        assert_eq!(["TRUE", "yes", "2", ""].map(boolean), [None; 4]);
    }

    #[test]
    fn a_number_is_written_plainly() {
        for (value, text) in [
            (Decimal::new(106_250_000, 2), "1062500"),
            (Decimal::new(10, 1), "1"),
            (Decimal::new(-150, 2), "-1.5"),
            (Decimal::new(0, 5), "0"),
            (-Decimal::ZERO, "0"),
            (Decimal::new(1, 28), "0.0000000000000000000000000001"),
            (Decimal::MAX, "79228162514264337593543950335"),
        ] {
            assert_eq!(plain(value), text);
        }
    }
}
