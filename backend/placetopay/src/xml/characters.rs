//! Which characters XML 1.0 can carry, and what references stand for.

use std::borrow::Cow;

use quick_xml::events::BytesRef;

use crate::DecodeError;

/// Whether a byte is there that no XML document holds: a control, or the first two of
/// U+FFFE and U+FFFF together with their third. One pass without branches over what is nearly
/// always clean.
pub(super) fn has_forbidden_byte(document: &[u8]) -> bool {
    let control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r');
    let mut rare = false;
    for chunk in document.chunks(4096) {
        let bad = chunk.iter().fold(false, |bad, byte| {
            rare |= *byte == 0xEF;
            bad | control(byte)
        });
        if bad {
            return true;
        }
    }
    rare && document.windows(3).any(|three| matches!(three, [0xEF, 0xBF, 0xBE | 0xBF]))
}

/// Puts a blank in place of each control, and U+FFFD in place of U+FFFE and U+FFFF.
pub(crate) fn replace_forbidden(document: &mut Cow<'_, [u8]>) {
    if !has_forbidden_byte(document) {
        return;
    }
    let mut before = [0, 0];
    for byte in document.to_mut() {
        if *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r') {
            *byte = b' ';
        } else if before == [0xEF, 0xBF] && matches!(byte, 0xBE | 0xBF) {
            *byte = 0xBD;
        }
        let [_, last] = before;
        before = [last, *byte];
    }
}

/// A character reference, or one of the five entities that need no declaration.
pub(super) fn resolve(reference: &BytesRef<'_>) -> Result<char, DecodeError> {
    let resolved = match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten().filter(|c| is_char(*c)),
    };
    resolved.ok_or(DecodeError::NotXml)
}

/// Whether XML 1.0 can carry the character (its production `Char`).
const fn is_char(c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => true,
        '\0'..=' ' => c == ' ',
        '\u{FFFE}' | '\u{FFFF}' => false,
        _ => true,
    }
}

/// Whether the byte is white space of XML 1.0 (its production `S`).
pub(super) const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(is_space)
}
