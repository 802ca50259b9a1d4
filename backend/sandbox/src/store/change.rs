//! How an answer is sent otherwise than it was written.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue};

/// What is otherwise about an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    /// These rows, as XML, stand before those of the bank list.
    Rows(String),
    /// These headers take the place of the answer's own of the same name, each as often as it is here.
    Headers(Vec<(HeaderName, HeaderValue)>),
    /// The answer is in this character set, and its header says so; its declaration still says UTF-8.
    Charset(Charset),
}

/// A character set that an answer can be sent in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Charset {
    Latin1,
    Windows1252,
    Utf16,
}

impl Charset {
    /// Every character set.
    pub(crate) const ALL: [Self; 3] = [Self::Latin1, Self::Windows1252, Self::Utf16];

    /// The set's name, and the `Content-Type` that says it.
    pub(crate) const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Latin1 => ("iso-8859-1", "text/xml; charset=ISO-8859-1"),
            Self::Windows1252 => ("windows-1252", "text/xml; charset=\"windows-1252\""),
            Self::Utf16 => ("utf-16", "text/xml; charset=UTF-16"),
        }
    }

    /// The document in this set, with a reference for each character that the set has not.
    fn encoded(self, document: &str) -> Vec<u8> {
        match self {
            Self::Utf16 => {
                let units = core::iter::once(0xFEFF).chain(document.encode_utf16());
                units.flat_map(u16::to_le_bytes).collect()
            }
            Self::Latin1 | Self::Windows1252 => {
                let mut bytes = Vec::with_capacity(document.len());
                for character in document.chars() {
                    match u8::try_from(character) {
                        Ok(byte @ (..=0x7F | 0xA0..)) => bytes.push(byte),
                        Ok(_) | Err(_) => {
                            bytes.extend(format!("&#{};", u32::from(character)).into_bytes());
                        }
                    }
                }
                bytes
            }
        }
    }
}

impl Change {
    /// The change's name in the control interface.
    pub(crate) const fn as_str(&self) -> &'static str {
        match self {
            Self::Rows(_) => "rows",
            Self::Headers(_) => "headers",
            Self::Charset(_) => "charset",
        }
    }

    /// Changes an answer's document.
    pub(crate) fn document(&self, document: Vec<u8>) -> Vec<u8> {
        match self {
            Self::Headers(_) => document,
            Self::Rows(rows) => {
                const BEFORE: &str = "<getBankListResult>";
                let text = String::from_utf8_lossy(&document);
                text.replacen(BEFORE, &format!("{BEFORE}{rows}"), 1).into_bytes()
            }
            Self::Charset(charset) => charset.encoded(&String::from_utf8_lossy(&document)),
        }
    }

    /// Changes an answer's headers.
    pub(crate) fn headers(&self, headers: &mut HeaderMap) {
        match self {
            Self::Rows(_) => {}
            Self::Charset(charset) => {
                let (_, content_type) = charset.names();
                headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
            }
            Self::Headers(given) => {
                for (name, _) in given {
                    headers.remove(name);
                }
                for (name, value) in given {
                    headers.append(name, value.clone());
                }
            }
        }
    }
}
