//! A text's characters, each with its place in the text, and the same with the escapes of addresses, XML and JSON read.

use crate::text::is_unseen;

/// A character as it is meant, and the bytes of the text that say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// The character.
    pub character: char,
    /// The first byte that says it.
    pub start: usize,
    /// The byte after the last that says it.
    pub end: usize,
}

/// Reads a text's characters, without those that are not seen; blanks and ends of lines stay.
#[must_use]
pub fn units(text: &str) -> Vec<Unit> {
    let all = text.char_indices().map(|(start, character)| Unit {
        character,
        start,
        end: start + character.len_utf8(),
    });
    all.filter(|unit| unit.character.is_whitespace() || !is_unseen(unit.character)).collect()
}

/// Reads the escapes once (`%40`, `&#64;`, `&amp;`, `\u0040`); `None` when there are none.
#[must_use]
pub fn unescaped(units: &[Unit]) -> Option<Vec<Unit>> {
    let mut read = Vec::with_capacity(units.len());
    let mut rest = units;
    let mut found = false;
    while let Some((first, after)) = rest.split_first() {
        let escape = match first.character {
            '%' => percent(rest),
            '&' => reference(rest).map(|(character, used)| (one(rest, character, used), used)),
            '\\' => {
                backslash(after).map(|(character, used)| (one(rest, character, used + 1), used + 1))
            }
            _ => None,
        };
        if let Some((characters, used)) = escape {
            found = true;
            read.extend(characters);
            rest = rest.get(used..).unwrap_or_default();
        } else {
            read.push(*first);
            rest = after;
        }
    }
    found.then_some(read)
}

fn one(units: &[Unit], character: char, used: usize) -> Vec<Unit> {
    let said = units.get(..used).unwrap_or_default();
    let place = said.first().zip(said.last());
    place
        .map(|(first, last)| Unit { character, start: first.start, end: last.end })
        .into_iter()
        .collect()
}

/// Percent-encoded bytes in a row: UTF-8, or else ISO 8859-1.
fn percent(units: &[Unit]) -> Option<(Vec<Unit>, usize)> {
    let mut bytes = Vec::new();
    for escape in units.chunks_exact(3) {
        let [sign, high, low] = escape else { break };
        let (true, Some(high), Some(low)) =
            (sign.character == '%', high.character.to_digit(16), low.character.to_digit(16))
        else {
            break;
        };
        bytes.push(u8::try_from(high * 16 + low).unwrap_or_default());
    }
    if bytes.is_empty() {
        return None;
    }
    let used = bytes.len() * 3;
    let (characters, wide): (String, bool) = match String::from_utf8(bytes) {
        Ok(text) => (text, true),
        Err(error) => (error.as_bytes().iter().copied().map(char::from).collect(), false),
    };
    let mut rest = units;
    let read = characters.chars().flat_map(|character| {
        let length = if wide { character.len_utf8() * 3 } else { 3 };
        let read = one(rest, character, length);
        rest = rest.get(length..).unwrap_or_default();
        read
    });
    Some((read.collect(), used))
}

/// An XML reference by name or number.
fn reference(units: &[Unit]) -> Option<(char, usize)> {
    const LONGEST: usize = 12;
    let end = units.iter().take(LONGEST).position(|unit| unit.character == ';')?;
    let name: String = units.get(1..end)?.iter().map(|unit| unit.character).collect();
    let character = match name.as_str() {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "commat" => '@',
        "period" => '.',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some((character, end + 1))
}

/// What follows a backslash, as JSON and most languages write it.
fn backslash(after: &[Unit]) -> Option<(char, usize)> {
    let digits = match after.first()?.character {
        'n' | 'r' | 't' => return Some((' ', 1)),
        'u' => 4,
        'x' => 2,
        _ => return None,
    };
    let code = after
        .get(1..=digits)?
        .iter()
        .try_fold(0, |code, unit| unit.character.to_digit(16).map(|digit| code * 16 + digit))?;
    Some((char::from_u32(code)?, digits + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        Some(unescaped(&units(text))?.iter().map(|unit| unit.character).collect())
    }

    #[test]
    fn escapes_are_read_and_what_is_none_stays() {
        for (text, meant) in [
            ("ana%40x.co", "ana@x.co"),
            ("N%C3%BA%c3%b1ez", "Núñez"),
            ("N%FA%F1ez", "Núñez"),
            ("ana&#64;x&#x2E;co &amp;amp;", "ana@x.co &amp;"),
            (r"ana\u0040x\x2eco\n", "ana@x.co "),
        ] {
            assert_eq!(read(text).as_deref(), Some(meant), "{text}");
        }
        for plain in ["", "100 %", "%4", "%zz", "AT&T", "&;", "&#x110000;", r"\u00", r"C:\d"] {
            assert_eq!(read(plain), None, "{plain}");
        }
    }

    #[test]
    fn each_character_knows_the_bytes_that_say_it() {
        let text = "ñ%C3%B1&lt;\u{200b}x";
        let read = unescaped(&units(text)).unwrap();
        let said: Vec<_> = read.iter().map(|unit| &text[unit.start..unit.end]).collect();
        assert_eq!(said, ["ñ", "%C3%B1", "&lt;", "x"]);
    }
}
