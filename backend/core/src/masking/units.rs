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

/// Reads the escapes once (`%40`, `=C3=B1`, `&#64;`, `&ntilde;`, `\u0040`, `\xC3\xB1`); `None` when there are none.
#[must_use]
pub fn unescaped(units: &[Unit]) -> Option<Vec<Unit>> {
    let mut read = Vec::with_capacity(units.len());
    let mut rest = units;
    let mut found = false;
    while let Some((first, after)) = rest.split_first() {
        let escape = match first.character {
            '%' => bytes(rest, "%", 16, 1),
            // One alone may be a sign before a number.
            '=' => bytes(rest, "=", 16, 2),
            '&' => reference(rest).map(|(character, used)| (one(rest, character, used), used)),
            '\\' => bytes(rest, "\\x", 16, 1).or_else(|| bytes(rest, "\\", 8, 1)).or_else(|| {
                backslash(after).map(|(character, used)| (one(rest, character, used + 1), used + 1))
            }),
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

/// Bytes in a row, each after the same sign with its two hexadecimal or three octal digits: UTF-8, or else ISO 8859-1.
fn bytes(units: &[Unit], sign: &str, radix: u32, fewest: usize) -> Option<(Vec<Unit>, usize)> {
    let digits = if radix == 16 { 2 } else { 3 };
    let length = sign.len() + digits;
    let mut bytes = Vec::new();
    for escape in units.chunks_exact(length) {
        let mut characters = escape.iter().map(|unit| unit.character);
        if !sign.chars().all(|own| characters.next() == Some(own)) {
            break;
        }
        let code = characters
            .try_fold(0, |code, character| Some(code * radix + character.to_digit(radix)?))
            .and_then(|code| u8::try_from(code).ok());
        let Some(byte) = code else { break };
        bytes.push(byte);
    }
    if bytes.len() < fewest {
        return None;
    }
    let used = bytes.len() * length;
    let (characters, wide): (String, bool) = match String::from_utf8(bytes) {
        Ok(text) => (text, true),
        Err(error) => (error.as_bytes().iter().copied().map(char::from).collect(), false),
    };
    let mut rest = units;
    let read = characters.chars().flat_map(|character| {
        let length = if wide { character.len_utf8() * length } else { length };
        let read = one(rest, character, length);
        rest = rest.get(length..).unwrap_or_default();
        read
    });
    Some((read.collect(), used))
}

/// Leaves out tags and comments, which part a text without being seen in a page; `None` when there are none.
#[must_use]
pub fn untagged(units: &[Unit]) -> Option<Vec<Unit>> {
    const LONGEST: usize = 80;
    let is_begin = |unit: &Unit| unit.character.is_alphabetic() || "/!".contains(unit.character);
    let mut read = Vec::with_capacity(units.len());
    let mut rest = units;
    let mut found = false;
    while let Some((first, after)) = rest.split_first() {
        let end = (first.character == '<' && after.first().is_some_and(is_begin))
            .then(|| after.iter().take(LONGEST).position(|unit| unit.character == '>'))
            .flatten();
        if let Some(end) = end {
            found = true;
            rest = after.get(end + 1..).unwrap_or_default();
        } else {
            read.push(*first);
            rest = after;
        }
    }
    found.then_some(read)
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
        _ if !name.starts_with('#') => letter(&name)?,
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

/// A letter of a name as HTML writes it, without its accent, which is not looked at.
fn letter(name: &str) -> Option<char> {
    let character = name.chars().next()?;
    let accent = name.get(character.len_utf8()..)?;
    let is_accent = matches!(accent, "acute" | "grave" | "circ" | "uml" | "tilde" | "cedil");
    (is_accent && character.is_ascii_alphabetic()).then_some(character)
}

/// What follows a backslash, as JSON and most languages write it.
fn backslash(after: &[Unit]) -> Option<(char, usize)> {
    let digits = match after.first()?.character {
        'n' | 'r' | 't' => return Some((' ', 1)),
        'u' if after.get(1).is_some_and(|unit| unit.character == '{') => return braced(after),
        'u' => 4,
        _ => return None,
    };
    let code = after
        .get(1..=digits)?
        .iter()
        .try_fold(0, |code, unit| unit.character.to_digit(16).map(|digit| code * 16 + digit))?;
    Some((char::from_u32(code)?, digits + 1))
}

/// A character's number in braces, as JavaScript and Rust write it (`u{40}`).
fn braced(after: &[Unit]) -> Option<(char, usize)> {
    const LONGEST: usize = 9;
    let end = after.iter().take(LONGEST).position(|unit| unit.character == '}')?;
    let digits: String = after.get(2..end)?.iter().map(|unit| unit.character).collect();
    Some((char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?, end + 1))
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
            (r"ana\u{40}N\xC3\xBA\303\261ez", "ana@Núñez"),
            ("N=C3=BA=F1ez", "NÃºñez"),
            ("N&uacute;&ntilde;ez &Aacute;&Uuml;&ccedil;", "Nunez AUc"),
        ] {
            assert_eq!(read(text).as_deref(), Some(meant), "{text}");
        }
        for plain in
            ["", "100 %", "%4", "%zz", "AT&T", "&;", "&#x110000;", r"\u00", r"C:\d", "n=10 m=20"]
        {
            assert_eq!(read(plain), None, "{plain}");
        }
    }

    #[test]
    fn tags_and_comments_part_nothing() {
        let without = |text| {
            Some(untagged(&units(text))?.iter().map(|unit| unit.character).collect::<String>())
        };
        for (text, meant) in
            [("<p>ana<b class='x'>@x</b>.co", "ana@x.co"), ("ana<!-- y -->@x.co<br/>", "ana@x.co")]
        {
            assert_eq!(without(text).as_deref(), Some(meant), "{text}");
        }
        for plain in ["a < b > c", "1<2", "<", "<b", ""] {
            assert_eq!(without(plain), None, "{plain}");
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
