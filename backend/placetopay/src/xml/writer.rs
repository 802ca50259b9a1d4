//! The one writer. Names are fixed at compile time and every text passes [`escape`], so
//! nothing a value holds can change the document's structure.

use core::fmt::Display;

use crate::EncodeError;

/// Builds a document in memory.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    xml: String,
    has_nil: bool,
}

impl Writer {
    /// Writes `<name>…</name>`.
    pub(crate) fn element(
        &mut self,
        name: &'static str,
        content: impl FnOnce(&mut Self) -> Result<(), EncodeError>,
    ) -> Result<(), EncodeError> {
        self.open(name);
        content(self)?;
        self.close(name);
        Ok(())
    }

    /// Writes `<ns1:name>…</ns1:name>`, the one element that is in the service's namespace.
    pub(crate) fn wrapper(
        &mut self,
        name: &'static str,
        content: impl FnOnce(&mut Self) -> Result<(), EncodeError>,
    ) -> Result<(), EncodeError> {
        self.xml.push_str("<ns1:");
        self.xml.push_str(name);
        self.xml.push('>');
        content(self)?;
        self.xml.push_str("</ns1:");
        self.xml.push_str(name);
        self.xml.push('>');
        Ok(())
    }

    /// Writes `<name>text</name>`, escaped.
    pub(crate) fn text(&mut self, name: &'static str, text: &str) -> Result<(), EncodeError> {
        self.open(name);
        escape(text, &mut self.xml).map_err(|_| EncodeError::ControlCharacter { field: name })?;
        self.close(name);
        Ok(())
    }

    /// Writes `<name>value</name>` of a value whose own form needs no escape.
    pub(crate) fn number(&mut self, name: &'static str, value: impl Display) {
        self.open(name);
        self.xml.push_str(&value.to_string());
        self.close(name);
    }

    /// Writes `<name xsi:nil="true"/>`.
    pub(crate) fn nil(&mut self, name: &'static str) {
        self.has_nil = true;
        self.xml.push('<');
        self.xml.push_str(name);
        self.xml.push_str(" xsi:nil=\"true\"/>");
    }

    /// What was written, and whether the prefix `xsi` was used.
    pub(crate) fn finish(self) -> (String, bool) {
        (self.xml, self.has_nil)
    }

    fn open(&mut self, name: &'static str) {
        self.xml.push('<');
        self.xml.push_str(name);
        self.xml.push('>');
    }

    fn close(&mut self, name: &'static str) {
        self.xml.push_str("</");
        self.xml.push_str(name);
        self.xml.push('>');
    }
}

/// A character that XML 1.0 has no way to carry.
struct NotAChar;

/// Appends `text` as character data. The carriage return is written as a reference, or a
/// reader would take it for a line end.
fn escape(text: &str, out: &mut String) -> Result<(), NotAChar> {
    let mut rest = text;
    while let Some(at) = rest.find(is_special) {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        let mut chars = special.chars();
        match chars.next() {
            Some('&') => out.push_str("&amp;"),
            Some('<') => out.push_str("&lt;"),
            Some('>') => out.push_str("&gt;"),
            Some('\r') => out.push_str("&#13;"),
            _ => return Err(NotAChar),
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    Ok(())
}

fn is_special(c: char) -> bool {
    matches!(c, '&' | '<' | '>' | '\u{FFFE}' | '\u{FFFF}') || (c < ' ' && !matches!(c, '\t' | '\n'))
}

/// `text` for a place between double quotes. What no document can carry is left out.
pub(crate) fn escape_attribute(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(' '),
            // One character: it is written whole, or it is none that XML can carry.
            _ => drop(escape(c.encode_utf8(&mut [0; 4]), &mut out)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Result<String, EncodeError> {
        let mut out = Writer::default();
        out.text("description", text).map(|()| out.finish().0)
    }

    #[test]
    fn markup_in_a_text_stays_text() {
        assert_eq!(
            written("a</description><b x=\"1\">&amp;]]>\r\n\té😀").as_deref(),
            Ok("<description>a&lt;/description&gt;&lt;b x=\"1\"&gt;&amp;amp;]]&gt;&#13;\n\té😀\
                </description>")
        );
    }

    #[test]
    fn a_character_that_xml_cannot_carry_is_refused_by_the_name_of_its_field() {
        let refused = Err(EncodeError::ControlCharacter { field: "description" });
        let controls = ('\0'..' ').filter(|c| !matches!(c, '\t' | '\n' | '\r'));
        for c in controls.chain(['\u{FFFE}', '\u{FFFF}']) {
            assert_eq!(written(&format!("a{c}b")), refused, "{:?}", c);
        }
        for c in ['\t', '\n', '\r', '\u{7f}', '\u{85}', '\u{fffd}', '\u{1f600}'] {
            assert!(written(&format!("a{c}b")).is_ok(), "{c:?}");
        }
    }

    #[test]
    fn an_attribute_cannot_be_left() {
        assert_eq!(escape_attribute("a\"b<c>&\u{1}\nd"), "a&quot;b&lt;c&gt;&amp; d");
    }
}
