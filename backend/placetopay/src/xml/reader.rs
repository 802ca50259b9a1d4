//! The one reader: pulls elements and texts out of a document, tolerant about form (prefixes,
//! order, CDATA, comments, references), strict about well-formedness and limits. Plain markup,
//! which is nearly all there is, it reads itself; the rest quick-xml reads, from the same place.

use std::{borrow::Cow, io::BufRead as _};

use quick_xml::events::{BytesStart, Event};

use crate::{
    DecodeError,
    limits::{MAX_DEPTH, MAX_ELEMENTS},
    xml::{
        characters::{has_forbidden_byte, is_blank, is_space, resolve},
        element::{Element, OnBadValue},
        plain,
    },
};

/// Reads a document from its begin to its end, once.
pub(crate) struct Reader<'a> {
    /// What is not plain, and where reading stands. It does not know which elements are open.
    events: quick_xml::Reader<&'a [u8]>,
    /// The whole document; empty when it is not UTF-8, so that nothing in it is plain.
    document: &'a str,
    /// Whether `events` stands where a text or markup may begin, and not within either.
    is_between: bool,
    /// What the last of `events` took of the document.
    taken: &'a [u8],
    on_bad_value: OnBadValue,
    /// The names of the elements that are open, with their prefixes.
    open: Vec<&'a str>,
    elements: usize,
}

impl<'a> Reader<'a> {
    /// Begins a document in UTF-8 (see [`super::to_utf8`]).
    pub(crate) fn new(document: &'a [u8], on_bad_value: OnBadValue) -> Result<Self, DecodeError> {
        if has_forbidden_byte(document) {
            return Err(DecodeError::NotXml);
        }
        let mut events = quick_xml::Reader::from_reader(document);
        let config = events.config_mut();
        config.expand_empty_elements = true;
        // `next` checks this, as only this reader knows all elements that are open.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        // Whoever writes `A & B` in a name means it.
        config.allow_dangling_amp = on_bad_value == OnBadValue::Ignore;
        Ok(Self {
            events,
            document: core::str::from_utf8(document).unwrap_or_default(),
            is_between: false,
            taken: &[],
            on_bad_value,
            open: Vec::with_capacity(MAX_DEPTH),
            elements: 0,
        })
    }

    /// Nothing is plain from here on: quick-xml reads all of it.
    #[cfg(test)]
    pub(super) fn without_plain(mut self) -> Self {
        self.document = "";
        self
    }

    /// Opens the root element.
    pub(crate) fn root(&mut self) -> Result<Element<'a>, DecodeError> {
        let mut declared = false;
        loop {
            match self.next()? {
                Event::Start(start) => return self.open(&start),
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
            let rest = self.rest();
            if let Some(name) = plain::start(rest) {
                self.take(name.len() + plain::AROUND_START);
                self.opened(name)?;
                return Ok(Some(Element { name: plain::local(name), nil: false }));
            }
            if let Some(length) = self.plain_end(rest) {
                self.take(length);
                self.open.pop();
                return Ok(None);
            }
            match self.next()? {
                Event::Start(start) => return self.open(&start).map(Some),
                Event::End(_) => {
                    self.open.pop();
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
        let rest = self.rest();
        if let Some((text, end)) = plain::text(rest)
            && let Some(length) = self.plain_end(end)
        {
            self.take(text.len() + length);
            self.open.pop();
            return Ok((!element.nil && !text.is_empty()).then_some(Cow::Borrowed(text)));
        }
        let mut text = Cow::Borrowed("");
        let mut is_text = !element.nil;
        loop {
            match self.next()? {
                Event::Text(piece) => append(&mut text, piece.xml10_content()),
                Event::CData(piece) => append(&mut text, piece.xml10_content()),
                Event::GeneralRef(reference) => match resolve(&reference) {
                    Ok(character) => text.to_mut().push(character),
                    Err(error) if self.on_bad_value == OnBadValue::Refuse => return Err(error),
                    Err(_) => is_text = false,
                },
                Event::Comment(_) | Event::PI(_) => {}
                Event::End(_) => {
                    self.open.pop();
                    return Ok((is_text && !text.is_empty()).then_some(text));
                }
                Event::Start(start) => {
                    if self.on_bad_value == OnBadValue::Refuse {
                        return Err(DecodeError::NotText { field });
                    }
                    self.open(&start)?;
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
        let outside = self.open.len().saturating_sub(1);
        while self.open.len() > outside {
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

    /// What is left of the document, where it may be plain; else nothing.
    fn rest(&self) -> &'a str {
        if !self.is_between {
            return "";
        }
        let at = self.document.len().checked_sub(self.events.get_ref().len());
        at.and_then(|at| self.document.get(at..)).unwrap_or_default()
    }

    /// Passes over so many bytes, after which a text or markup may begin.
    fn take(&mut self, length: usize) {
        self.events.stream().consume(length);
    }

    /// The length of the plain end of the element that is open, if `rest` begins with it.
    fn plain_end(&self, rest: &str) -> Option<usize> {
        self.open.last().and_then(|name| plain::end(rest, name))
    }

    fn next(&mut self) -> Result<Event<'a>, DecodeError> {
        let before = *self.events.get_ref();
        let event = self.events.read_event().map_err(|_| DecodeError::NotXml)?;
        let length = before.len().saturating_sub(self.events.get_ref().len());
        self.taken = before.get(..length).unwrap_or_default();
        self.is_between = match &event {
            Event::DocType(_) => return Err(DecodeError::Forbidden),
            Event::End(end) if self.open.last() != Some(&end.name().into_inner()) => {
                return Err(DecodeError::NotXml);
            }
            // An end is still to come that does not stand in the document.
            Event::Start(_) => !self.taken.ends_with(b"/>"),
            // What ended the text was looked at already.
            Event::Text(_) | Event::Eof => false,
            Event::End(_)
            | Event::Empty(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::GeneralRef(_) => true,
        };
        Ok(event)
    }

    /// Opens an element that is not plain.
    fn open(&mut self, start: &BytesStart<'_>) -> Result<Element<'a>, DecodeError> {
        // The event's own name lives no longer than the event.
        let tag = self.taken.strip_suffix(b">").unwrap_or_default();
        let tag = if self.is_between { tag } else { tag.strip_suffix(b"/").unwrap_or_default() };
        let name = (tag.len().checked_sub(start.len()))
            .and_then(|begin| tag.get(begin..)?.get(..start.name().into_inner().len()))
            .and_then(|name| core::str::from_utf8(name).ok())
            .ok_or(DecodeError::NotXml)?;
        self.opened(name)?;
        let mut nil = false;
        // Duplicates are not looked for: that takes the square of their number in time.
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|_| DecodeError::NotXml)?;
            let (name, prefix) = attribute.key.decompose();
            if prefix.is_some() && name.into_inner() == "nil" {
                nil |= matches!(attribute.value.trim(), "true" | "1");
            }
        }
        Ok(Element { name: plain::local(name), nil })
    }

    /// Counts an element that was opened.
    fn opened(&mut self, name: &'a str) -> Result<(), DecodeError> {
        self.open.push(name);
        self.elements += 1;
        if self.open.len() > MAX_DEPTH {
            return Err(DecodeError::TooDeep);
        }
        if self.elements > MAX_ELEMENTS {
            return Err(DecodeError::TooManyElements);
        }
        Ok(())
    }
}

fn append<'a>(text: &mut Cow<'a, str>, piece: Cow<'a, str>) {
    if text.is_empty() {
        *text = piece;
    } else {
        text.to_mut().push_str(&piece);
    }
}
