//! The one reader: pulls elements and texts out of a document, tolerant about form (prefixes,
//! order, CDATA, comments, references), strict about well-formedness and limits.

use std::borrow::Cow;

use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::{
    DecodeError,
    limits::{MAX_DEPTH, MAX_ELEMENTS},
};

/// What to do with a value that is not of its field's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnBadValue {
    /// Refuse the document, as a server does.
    Refuse,
    /// Read the field as absent, so that an answer is never lost for it.
    Ignore,
}

/// An element that was just opened. Read its text, its children, or skip it, to its end.
pub(crate) struct Element<'a> {
    start: BytesStart<'a>,
    nil: bool,
}

impl Element<'_> {
    /// The element's name without prefix.
    pub(crate) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// Whether the element says `xsi:nil="true"`.
    pub(crate) const fn is_nil(&self) -> bool {
        self.nil
    }
}

/// Reads a document from its begin to its end, once.
pub(crate) struct Reader<'a> {
    events: quick_xml::Reader<&'a [u8]>,
    on_bad_value: OnBadValue,
    depth: usize,
    elements: usize,
}

impl<'a> Reader<'a> {
    /// Begins a document in UTF-8 (see [`super::to_utf8`]).
    pub(crate) fn new(document: &'a [u8], on_bad_value: OnBadValue) -> Result<Self, DecodeError> {
        if has_forbidden_byte(document) {
            return Err(DecodeError::NotXml);
        }
        let mut events = quick_xml::Reader::from_reader(document);
        events.config_mut().expand_empty_elements = true;
        Ok(Self { events, on_bad_value, depth: 0, elements: 0 })
    }

    /// Opens the root element.
    pub(crate) fn root(&mut self) -> Result<Element<'a>, DecodeError> {
        let mut declared = false;
        loop {
            match self.next()? {
                Event::Start(start) => return self.open(start),
                Event::Decl(_) if !declared => declared = true,
                Event::Comment(_) | Event::PI(_) => {}
                Event::Text(text) if is_blank(&text) => {}
                Event::Decl(_)
                | Event::Text(_)
                | Event::CData(_)
                | Event::GeneralRef(_)
                | Event::Empty(_)
                | Event::End(_)
                | Event::DocType(_)
                | Event::Eof => return Err(DecodeError::NotXml),
            }
        }
    }

    /// Opens the next child of the element that is open, or closes that one and says `None`.
    /// Text between children is passed over.
    pub(crate) fn child(&mut self) -> Result<Option<Element<'a>>, DecodeError> {
        loop {
            match self.next()? {
                Event::Start(start) => return self.open(start).map(Some),
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(None);
                }
                Event::GeneralRef(reference) => drop(resolve(&reference)?),
                Event::Text(_) | Event::CData(_) | Event::Comment(_) | Event::PI(_) => {}
                Event::Decl(_) | Event::Empty(_) | Event::DocType(_) | Event::Eof => {
                    return Err(DecodeError::NotXml);
                }
            }
        }
    }

    /// The text of an element just opened, as it stands (nothing is trimmed), up to its end.
    /// Nil or empty is `None`.
    pub(crate) fn text(
        &mut self,
        element: &Element<'_>,
        field: &'static str,
    ) -> Result<Option<Cow<'a, str>>, DecodeError> {
        let mut text = Cow::Borrowed("");
        let mut is_text = !element.nil;
        loop {
            match self.next()? {
                Event::Text(piece) => append(&mut text, piece.xml10_content()),
                Event::CData(piece) => append(&mut text, piece.xml10_content()),
                Event::GeneralRef(reference) => text.to_mut().push(resolve(&reference)?),
                Event::Comment(_) | Event::PI(_) => {}
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok((is_text && !text.is_empty()).then_some(text));
                }
                Event::Start(start) => {
                    if self.on_bad_value == OnBadValue::Refuse {
                        return Err(DecodeError::NotText { field });
                    }
                    self.open(start)?;
                    self.skip()?;
                    is_text = false;
                }
                Event::Decl(_) | Event::Empty(_) | Event::DocType(_) | Event::Eof => {
                    return Err(DecodeError::NotXml);
                }
            }
        }
    }

    /// The value of an element just opened, whitespace around it aside, up to its end.
    pub(crate) fn value<T>(
        &mut self,
        element: &Element<'_>,
        field: &'static str,
        parse: fn(&str) -> Option<T>,
    ) -> Result<Option<T>, DecodeError> {
        let Some(text) = self.text(element, field)? else { return Ok(None) };
        let text = text.trim_matches(is_space);
        match (parse(text), self.on_bad_value) {
            (None, OnBadValue::Refuse) if !text.is_empty() => Err(DecodeError::BadNumber { field }),
            (value, OnBadValue::Refuse | OnBadValue::Ignore) => Ok(value),
        }
    }

    /// Passes over an element just opened, to its end.
    pub(crate) fn skip(&mut self) -> Result<(), DecodeError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            // Opened or closed, `child` keeps count.
            self.child()?;
        }
        Ok(())
    }

    /// Makes sure that nothing follows the root element, which was closed.
    pub(crate) fn finish(&mut self) -> Result<(), DecodeError> {
        loop {
            match self.next()? {
                Event::Eof => return Ok(()),
                Event::Comment(_) | Event::PI(_) => {}
                Event::Text(text) if is_blank(&text) => {}
                Event::Text(_)
                | Event::CData(_)
                | Event::GeneralRef(_)
                | Event::Start(_)
                | Event::Empty(_)
                | Event::End(_)
                | Event::Decl(_)
                | Event::DocType(_) => return Err(DecodeError::NotXml),
            }
        }
    }

    fn next(&mut self) -> Result<Event<'a>, DecodeError> {
        match self.events.read_event() {
            Ok(Event::DocType(_)) => Err(DecodeError::Forbidden),
            Ok(event) => Ok(event),
            Err(_) => Err(DecodeError::NotXml),
        }
    }

    fn open(&mut self, start: BytesStart<'a>) -> Result<Element<'a>, DecodeError> {
        self.depth += 1;
        self.elements += 1;
        if self.depth > MAX_DEPTH {
            return Err(DecodeError::TooDeep);
        }
        if self.elements > MAX_ELEMENTS {
            return Err(DecodeError::TooManyElements);
        }
        let mut nil = false;
        // Duplicates are not looked for: that takes the square of their number in time.
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| DecodeError::NotXml)?;
            let (name, prefix) = attribute.key.decompose();
            if prefix.is_some() && name.into_inner() == "nil" {
                nil |= attribute.as_bool() == Some(true);
            }
        }
        Ok(Element { start, nil })
    }
}

/// Whether a byte is there that no XML document holds: a control, or the first two of
/// U+FFFE and U+FFFF together with their third. One pass without branches over what is nearly
/// always clean.
fn has_forbidden_byte(document: &[u8]) -> bool {
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

/// A character reference, or one of the five entities that need no declaration.
fn resolve(reference: &BytesRef<'_>) -> Result<char, DecodeError> {
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
const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

fn is_blank(text: &str) -> bool {
    text.chars().all(is_space)
}

fn append<'a>(text: &mut Cow<'a, str>, piece: Cow<'a, str>) {
    if text.is_empty() {
        *text = piece;
    } else {
        text.to_mut().push_str(&piece);
    }
}
