//! Bytes of a document to UTF-8: by its byte order mark, else by what its header says, else by its declaration.

use core::str;
use std::borrow::Cow;

use crate::{DecodeError, xml::OnBadValue};

/// A character set that documents may be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Charset {
    /// UTF-8, and US-ASCII, which is part of it.
    Utf8,
    /// Windows-1252, and ISO-8859-1: whoever says that and writes 0x80 to 0x9F means the other.
    Windows1252,
    /// ISO-8859-15.
    Latin9,
    /// UTF-16 of either byte order.
    Utf16,
}

impl Charset {
    /// The set of a label in any spelling in use (`utf8`, `ISO_8859-1`).
    fn named(label: &str) -> Option<Self> {
        let plain: String = label.chars().filter(char::is_ascii_alphanumeric).collect();
        match plain.to_ascii_lowercase().as_str() {
            "utf8" | "usascii" | "ascii" => Some(Self::Utf8),
            "windows1252" | "cp1252" | "xcp1252" | "win1252" | "iso88591" | "latin1" | "l1" => {
                Some(Self::Windows1252)
            }
            "iso885915" | "latin9" | "l9" => Some(Self::Latin9),
            "utf16" | "utf16le" | "utf16be" => Some(Self::Utf16),
            _ => None,
        }
    }

    /// The document in UTF-8; `None` when it cannot be in this set.
    fn read(self, bytes: &[u8]) -> Option<Cow<'_, [u8]>> {
        match self {
            Self::Utf8 => str::from_utf8(bytes).is_ok().then_some(Cow::Borrowed(bytes)),
            Self::Windows1252 => Some(single_byte(bytes, windows_1252)),
            Self::Latin9 => Some(single_byte(bytes, latin_9)),
            Self::Utf16 => match bytes {
                [b'<', 0, ..] => utf16(bytes, u16::from_le_bytes).ok(),
                [0, b'<', ..] => utf16(bytes, u16::from_be_bytes).ok(),
                _ => None,
            },
        }
    }
}

/// The document in UTF-8, as far as it was not already: whoever reads it checks that it is.
/// `content_type` is the header it came with, if it came with one. A set that the document
/// cannot be in, or a header's that is not known, is passed over. Where an answer must not be
/// lost for it, bytes that fit nothing are read as windows-1252. It grows to three times its
/// size at most.
pub(crate) fn to_utf8<'a>(
    bytes: &'a [u8],
    content_type: Option<&str>,
    on_bad_value: OnBadValue,
) -> Result<Cow<'a, [u8]>, DecodeError> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => return Ok(fitting(rest, on_bad_value)),
        [0xFF, 0xFE, rest @ ..] => return utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => return utf16(rest, u16::from_be_bytes),
        _ => {}
    }
    let header = content_type.and_then(parameter);
    let declared = declared(bytes).map(|label| Charset::named(label).ok_or(DecodeError::NotXml));
    let declared = match (header, declared) {
        (None, Some(declared)) => Some(declared?),
        (_, declared) => declared.and_then(Result::ok),
    };
    let told = [header, declared].into_iter().flatten().find_map(|set| set.read(bytes));
    Ok(told.unwrap_or_else(|| fitting(bytes, on_bad_value)))
}

/// The first set that is known among the `charset` parameters of a `Content-Type`.
fn parameter(content_type: &str) -> Option<Charset> {
    content_type.split([';', ',']).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let is_charset = name.trim().eq_ignore_ascii_case("charset");
        is_charset.then(|| Charset::named(value)).flatten()
    })
}

/// UTF-8, where each byte that is none stands for what it is in windows-1252, if the answer must not be lost for it.
fn fitting(bytes: &[u8], on_bad_value: OnBadValue) -> Cow<'_, [u8]> {
    if on_bad_value == OnBadValue::Refuse || str::from_utf8(bytes).is_ok() {
        return Cow::Borrowed(bytes);
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().copied().map(windows_1252));
    }
    Cow::Owned(text.into_bytes())
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

/// Like ISO-8859-1 but for seven letters and the euro.
fn latin_9(byte: u8) -> char {
    match byte {
        0xA4 => '€',
        0xA6 => 'Š',
        0xA8 => 'š',
        0xB4 => 'Ž',
        0xB8 => 'ž',
        0xBC => 'Œ',
        0xBD => 'œ',
        0xBE => 'Ÿ',
        byte => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Result<String, DecodeError> {
        read(bytes, None)
    }

    fn read(bytes: &[u8], content_type: Option<&str>) -> Result<String, DecodeError> {
        to_utf8(bytes, content_type, OnBadValue::Ignore)
            .map(|document| String::from_utf8(document.into_owned()).unwrap())
    }

    #[test]
    fn utf_8_is_taken_as_it_is_and_its_byte_order_mark_is_dropped() {
        for document in [
            "<a>é</a>",
            "<?xml version=\"1.0\"?><a>é</a>",
            "<?xml version='1.0' encoding = 'UTF-8' ?><a>é</a>",
        ] {
            let read = to_utf8(document.as_bytes(), None, OnBadValue::Refuse);
            assert!(matches!(read, Ok(Cow::Borrowed(_))));
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

    #[test]
    fn the_header_goes_before_the_declaration_and_the_byte_order_mark_before_both() {
        const LATIN: &[u8] = b"<?xml version='1.0' encoding='utf-8'?><a>Medell\xEDn</a>";
        for content_type in [
            "text/xml; charset=ISO-8859-1",
            "text/xml;charset=\"iso-8859-1\"",
            "text/xml; CharSet = 'latin1'; x=y",
            "text/xml; charset=Windows-1252",
            "text/xml; charset=nadie; charset=cp1252",
        ] {
            let text = read(LATIN, Some(content_type));
            assert!(text.is_ok_and(|text| text.ends_with("<a>Medellín</a>")), "{content_type}");
        }
        let utf_8 = "<?xml version='1.0' encoding='iso-8859-1'?><a>í</a>".as_bytes();
        for (content_type, shown) in [
            ("text/xml; charset=utf8", "<a>í</a>"),
            ("text/xml; charset=US-ASCII", "<a>í</a>"),
            ("text/xml", "<a>Ã\u{ad}</a>"),
            ("text/xml; charset=", "<a>Ã\u{ad}</a>"),
            ("text/xml; charset=nadie", "<a>Ã\u{ad}</a>"),
        ] {
            let text = read(utf_8, Some(content_type));
            assert!(text.is_ok_and(|text| text.ends_with(shown)), "{content_type}");
        }
        let marked = "\u{feff}<a>í</a>".as_bytes();
        assert_eq!(read(marked, Some("text/xml; charset=iso-8859-1")).as_deref(), Ok("<a>í</a>"));
        let mut wide = vec![0xFE, 0xFF];
        wide.extend("<a>í</a>".encode_utf16().flat_map(u16::to_be_bytes));
        assert_eq!(read(&wide, Some("text/xml; charset=utf-8")).as_deref(), Ok("<a>í</a>"));
        assert_eq!(read(&wide[2..], Some("text/xml; charset=utf-16")).as_deref(), Ok("<a>í</a>"));
    }

    #[test]
    fn a_set_that_the_document_cannot_be_in_is_passed_over() {
        let latin = b"<?xml version='1.0' encoding='iso-8859-15'?><a>\xA4 \xED</a>";
        for content_type in ["text/xml; charset=utf-8", "text/xml; charset=utf-16"] {
            let text = read(latin, Some(content_type));
            assert!(text.is_ok_and(|text| text.ends_with("<a>€ í</a>")), "{content_type}");
        }
        let plain = read("<a>ñ</a>".as_bytes(), Some("text/xml; charset=utf-16le"));
        assert_eq!(plain.as_deref(), Ok("<a>ñ</a>"));
    }

    #[test]
    fn in_an_answer_a_byte_that_fits_nothing_is_read_and_in_a_request_it_is_not() {
        let mixed = b"<a>Medell\xEDn \xC3\xB1 \x96</a>";
        for content_type in [None, Some("text/xml; charset=utf-8")] {
            assert_eq!(read(mixed, content_type).as_deref(), Ok("<a>Medellín ñ –</a>"));
            let request = to_utf8(mixed, content_type, OnBadValue::Refuse);
            assert_eq!(request.as_deref(), Ok(&mixed[..]));
        }
    }
}
