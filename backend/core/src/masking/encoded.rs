//! What stands in a text as base64 or hexadecimal: wherever it begins, over ends of lines, in either alphabet of base64,
//! and byte by byte (`6d 61`, `0x6D, 0x61`).

use core::ops::Range;
use std::sync::LazyLock;

use data_encoding::{Encoding, HEXLOWER_PERMISSIVE, Specification};

use super::units::Unit;

/// The fewest characters that are worth decoding.
const SHORTEST: usize = 8;

/// Both alphabets, and nothing said of a last character's unused bits.
static BASE64: LazyLock<Option<Encoding>> = LazyLock::new(|| {
    let mut specification = Specification::new();
    specification
        .symbols
        .push_str("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
    specification.translate.from.push_str("-_");
    specification.translate.to.push_str("+/");
    specification.check_trailing_bits = false;
    specification.encoding().ok()
});

/// Everything that may be meant by the encoded parts of these characters, each with the bytes of the text it stands in.
#[must_use]
pub fn decoded(units: &[Unit]) -> Vec<(Range<usize>, Vec<u8>)> {
    let mut all = Vec::new();
    if let Some(base64) = &*BASE64 {
        let is_symbol = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_');
        for run in runs(units, is_symbol, |c| matches!(c, '\n' | '\r')) {
            collect(&run, base64, 4, &mut all);
        }
    }
    let parts = |c: char| matches!(c, '\n' | '\r' | ':');
    for run in runs(units, |c| c.is_ascii_hexdigit(), parts) {
        collect(&run, &HEXLOWER_PERMISSIVE, 2, &mut all);
    }
    all.extend(byte_by_byte(units));
    all
}

/// Bytes that are written apart, each with two hexadecimal digits.
fn byte_by_byte(units: &[Unit]) -> Vec<(Range<usize>, Vec<u8>)> {
    /// The most characters between two bytes.
    const APART: usize = 3;
    let mut all: Vec<(Range<usize>, Vec<u8>)> = Vec::new();
    let (mut place, mut bytes, mut between) = (0..0, Vec::new(), 0);
    for word in units.chunk_by(|one, next| is_word(*one) == is_word(*next)) {
        let (Some(first), Some(last)) = (word.first(), word.last()) else { continue };
        if !is_word(*first) {
            between = word.len();
            continue;
        }
        let byte = byte(word);
        if byte.is_none() || between > APART {
            all.push((place.clone(), core::mem::take(&mut bytes)));
        }
        if let Some(byte) = byte {
            if bytes.is_empty() {
                place.start = first.start;
            }
            place.end = last.end;
            bytes.push(byte);
        }
    }
    all.push((place, bytes));
    all.retain(|(_, bytes)| bytes.len() * 2 >= SHORTEST);
    all
}

fn is_word(unit: Unit) -> bool {
    unit.character.is_alphanumeric()
}

/// A byte's two digits, perhaps after `0x`.
fn byte(word: &[Unit]) -> Option<u8> {
    let digits = match word {
        [zero, x, digits @ ..] if zero.character == '0' && matches!(x.character, 'x' | 'X') => {
            digits
        }
        digits => digits,
    };
    let [high, low] = digits else { return None };
    let (high, low) = (high.character.to_digit(16)?, low.character.to_digit(16)?);
    u8::try_from(high * 16 + low).ok()
}

/// Symbols in a row.
struct Run {
    symbols: Vec<u8>,
    place: Range<usize>,
}

fn runs(
    units: &[Unit],
    is_symbol: impl Fn(char) -> bool,
    parts: impl Fn(char) -> bool,
) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut run = Run { symbols: Vec::new(), place: 0..0 };
    let mut begins_line = false;
    for unit in units {
        // A line that goes on may be indented.
        begins_line = matches!(unit.character, '\n' | '\r')
            || (begins_line && matches!(unit.character, ' ' | '\t'));
        if is_symbol(unit.character) {
            if run.symbols.is_empty() {
                run.place.start = unit.start;
            }
            run.place.end = unit.end;
            run.symbols.extend(u8::try_from(unit.character));
        } else if !parts(unit.character) && !begins_line && !run.symbols.is_empty() {
            runs.push(run);
            run = Run { symbols: Vec::new(), place: 0..0 };
        }
    }
    runs.push(run);
    runs.retain(|run| run.symbols.len() >= SHORTEST);
    runs
}

/// Decodes a run from each of the places at which a group of symbols may begin.
fn collect(run: &Run, encoding: &Encoding, group: usize, all: &mut Vec<(Range<usize>, Vec<u8>)>) {
    for begin in 0..group {
        let symbols = run.symbols.get(begin..).unwrap_or_default();
        // One symbol of a group says no whole byte.
        let spare = usize::from(symbols.len() % group == 1);
        let whole = symbols.get(..symbols.len() - spare).unwrap_or_default();
        if let Ok(bytes) = encoding.decode(whole) {
            all.push((run.place.clone(), bytes));
        }
    }
}

#[cfg(test)]
mod tests {
    use data_encoding::{BASE64 as STANDARD, BASE64_MIME, HEXUPPER};

    use super::super::units::units;
    use super::*;

    fn says(text: &str, meant: &str) -> bool {
        let all = decoded(&units(text));
        all.iter().any(|(_, bytes)| String::from_utf8_lossy(bytes).contains(meant))
    }

    fn apart(text: &str, before: &str, between: &str) -> String {
        let bytes: Vec<_> = text.bytes().map(|byte| format!("{before}{byte:02x}")).collect();
        bytes.join(between)
    }

    #[test]
    fn encoded_text_is_read_wherever_it_begins_and_over_lines() {
        let meant = "login 6dd490faf9cb87a9862245da41170ff2 y documento 1098765432 de la persona";
        for text in [
            STANDARD.encode(meant.as_bytes()),
            format!("a/{}", STANDARD.encode(meant.as_bytes())),
            format!("ab_{}!", STANDARD.encode(meant.as_bytes())),
            BASE64_MIME.encode(meant.as_bytes()),
            HEXUPPER.encode(meant.as_bytes()),
            format!("f{}", HEXUPPER.encode(meant.as_bytes())),
            BASE64_MIME.encode(meant.as_bytes()).replace("\r\n", "\n\t  "),
            apart(meant, "", " "),
            apart(meant, "", "-"),
            apart(meant, "0x", ", "),
        ] {
            assert!(says(&text, "1098765432"), "{text}");
        }
        assert!(!says("Fondos insuficientes en la cuenta", "1098765432"));
    }
}
