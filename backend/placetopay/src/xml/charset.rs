//! Bytes of a document to UTF-8, by its byte order mark or its declaration.

use std::borrow::Cow;

use crate::DecodeError;

/// The document in UTF-8, as far as it was not already: whoever reads it checks that it is.
/// Known are UTF-8 and US-ASCII (borrowed as they are), ISO-8859-1, windows-1252, and UTF-16
/// with a byte order mark; it grows to three times its size at most.
pub(crate) fn to_utf8(bytes: &[u8]) -> Result<Cow<'_, [u8]>, DecodeError> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => return Ok(Cow::Borrowed(rest)),
        [0xFF, 0xFE, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        _ => {}
    }
    let Some(label) = declared(bytes) else { return Ok(Cow::Borrowed(bytes)) };
    match label.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" | "us-ascii" | "ascii" => Ok(Cow::Borrowed(bytes)),
        "iso-8859-1" | "iso8859-1" | "latin1" => Ok(single_byte(bytes, char::from)),
        "windows-1252" | "cp1252" => Ok(single_byte(bytes, windows_1252)),
        _ => Err(DecodeError::NotXml),
    }
}

/// The label of `<?xml … encoding="label"?>`, if the document begins with a declaration that
/// has one.
fn declared(bytes: &[u8]) -> Option<&str> {
    let declaration = bytes.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = declaration.windows(2).position(|two| two == b"?>")?;
    let declaration = core::str::from_utf8(declaration.get(..end)?).ok()?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value.get(1..)?.split_once(quote).map(|(label, _)| label)
}

fn single_byte(bytes: &[u8], to_char: fn(u8) -> char) -> Cow<'_, [u8]> {
    if bytes.is_ascii() {
        return Cow::Borrowed(bytes);
    }
    Cow::Owned(bytes.iter().copied().map(to_char).collect::<String>().into_bytes())
}

fn utf16(bytes: &[u8], to_unit: fn([u8; 2]) -> u16) -> Result<Cow<'_, [u8]>, DecodeError> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    if !odd.is_empty() {
        return Err(DecodeError::NotXml);
    }
    char::decode_utf16(pairs.iter().copied().map(to_unit))
        .collect::<Result<String, _>>()
        .map(|text| Cow::Owned(text.into_bytes()))
        .map_err(|_| DecodeError::NotXml)
}

/// Like ISO-8859-1 but for 0x80 to 0x9F; the five bytes it leaves open stay controls.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    byte.checked_sub(0x80)
        .and_then(|high| HIGH.get(usize::from(high)))
        .copied()
        .unwrap_or_else(|| char::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Result<String, DecodeError> {
        to_utf8(bytes).map(|document| String::from_utf8(document.into_owned()).unwrap())
    }

    #[test]
    fn utf_8_is_taken_as_it_is_and_its_byte_order_mark_is_dropped() {
        for document in [
            "<a>é</a>",
            "<?xml version=\"1.0\"?><a>é</a>",
            "<?xml version='1.0' encoding = 'UTF-8' ?><a>é</a>",
        ] {
            assert!(matches!(to_utf8(document.as_bytes()), Ok(Cow::Borrowed(_))));
            assert_eq!(text(document.as_bytes()).as_deref(), Ok(document));
            let marked = format!("\u{feff}{document}");
            assert_eq!(text(marked.as_bytes()).as_deref(), Ok(document));
        }
    }

    #[test]
    fn a_declared_single_byte_set_is_read() {
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>Medell\xEDn</a>";
        assert!(text(latin).is_ok_and(|text| text.ends_with("<a>Medellín</a>")));
        let windows = b"\n<?xml version='1.0' encoding=\"Windows-1252\"?><a>\x96 \x80 \xED</a>";
        assert!(text(windows).is_ok_and(|text| text.ends_with("<a>– € í</a>")));
    }

    #[test]
    fn utf_16_with_a_byte_order_mark_is_read_and_half_a_unit_is_not() {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend("<a>ñ😀</a>".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(text(&bytes).as_deref(), Ok("<a>ñ😀</a>"));
        bytes.push(0);
        assert_eq!(text(&bytes), Err(DecodeError::NotXml));
        let mut bytes = vec![0xFE, 0xFF];
        bytes.extend("<a/>".encode_utf16().flat_map(u16::to_be_bytes));
        assert_eq!(text(&bytes).as_deref(), Ok("<a/>"));
    }

    #[test]
    fn an_unknown_set_is_refused_instead_of_guessed() {
        let document = b"<?xml version='1.0' encoding='EBCDIC-CP-US'?><a/>";
        assert_eq!(text(document), Err(DecodeError::NotXml));
    }
}
