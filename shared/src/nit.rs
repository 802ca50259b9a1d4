//! The check digit («dígito de verificación») of a NIT, as DIAN defines it.

use crate::text::cut;

/// The weights of a number's digits, from the right.
const WEIGHTS: [u8; 10] = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43];

/// A NIT, without signs but the dash before its check digit, without that digit; `None` where the digit is wrong.
///
/// The last digit is the check digit after a dash, and as the tenth of a number that begins with 8 or 9: companies'
/// numbers have nine. Every other number is left whole; a cédula of ten digits is a NIT, too.
#[must_use]
pub fn without_check_digit(nit: &str) -> Option<&str> {
    let has_one = |number: &str| number.len() == 10 && number.as_bytes() >= b"8";
    let (number, digit) = match cut(nit, b'-') {
        // Of ten digits, these have one already.
        Some((number, _)) if has_one(number) => return Some(nit),
        Some(parts) => parts,
        None if has_one(nit) => (nit.get(..9)?, nit.get(9..)?),
        None => return Some(nit),
    };
    match (check_digit(number), digit.as_bytes()) {
        (Some(right), &[b'0'..=b'9']) if digit.as_bytes() != [right] => None,
        (Some(_), &[b'0'..=b'9']) => Some(number),
        (_, _) => Some(nit),
    }
}

/// The check digit of a number, as an ASCII digit; `None` where it has anything but digits, or more than ten.
#[must_use]
pub fn check_digit(number: &str) -> Option<u8> {
    let mut weights = WEIGHTS.iter();
    let mut sum = 0;
    for digit in number.bytes().rev() {
        if !digit.is_ascii_digit() {
            return None;
        }
        sum += u32::from(digit - b'0') * u32::from(*weights.next()?);
    }
    let rest = sum % 11;
    Some(b'0' + if rest > 1 { 11 - rest } else { rest } as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_digit_is_dians() {
        for (number, digit) in [
            ("900123456", b'8'),
            ("890903938", b'8'),
            ("860034313", b'7'),
            ("900299228", b'0'),
            ("1098765432", b'9'),
            ("800000004", b'1'),
        ] {
            assert_eq!(check_digit(number), Some(digit), "{number}");
        }
        assert_eq!(check_digit("12345678901"), None);
        assert_eq!(check_digit("90012345x"), None);
    }
}
