//! Whatever the document, what is taken for plain reads as quick-xml reads it.

use proptest::{collection::vec, prelude::*, sample::Index, sample::select};

use super::{OnBadValue, Reader};
use crate::DecodeError;

/// Names; `read` decides by the last letter what is done with an element.
const NAMES: &[&str] = &["t", "ns1:t", "c", "a:b:c", "s", "x-1.y_t", "Ñc", "a<bt", "\"c", "a/t"];

/// What may follow a name in its start.
const AFTER_NAME: &[&str] =
    &["", "", "", " ", "\n", "/", " /", " xsi:nil='true'", " xsi:nil=\"1\"/", " a='>'", " a", "'"];

/// What may stand between tags, or break what does.
const BETWEEN: &[&str] = &[
    "",
    "plain",
    " \t\n",
    "ñ€",
    "a\r\nb",
    "\r",
    "&amp;",
    "&#65;",
    "&#0;",
    "&",
    "a&lt;b",
    "]]>",
    "<![CDATA[<t>]]>",
    "<![CDATA[",
    "<!--t-->",
    "<!-- -- -->",
    "<!--",
    "<?p i?>",
    "<?xml?>",
    "<",
    ">",
    "/>",
    "</",
    "</t>",
    "</c >",
    "</>",
    "<>",
    "<!DOCTYPE a>",
    "\u{feff}",
    "\u{ffff}",
    "\0",
];

#[derive(Debug, Clone)]
enum Piece {
    Open(&'static str, &'static str),
    Text(&'static str),
    Close(&'static str),
}

fn piece() -> impl Strategy<Value = Piece> {
    prop_oneof![
        4 => (select(NAMES), select(AFTER_NAME)).prop_map(|(name, more)| Piece::Open(name, more)),
        2 => select(BETWEEN.get(..8).unwrap()).prop_map(Piece::Text),
        4 => select(&["", "", "", " ", "\n"][..]).prop_map(Piece::Close),
    ]
}

/// A document of these pieces in which each start has its end, save for what is broken in it.
fn document(pieces: Vec<Piece>, breaks: &[(Index, &'static str)]) -> Vec<u8> {
    let mut open = Vec::new();
    let mut parts = vec!["<c>".to_owned()];
    for piece in pieces {
        match piece {
            Piece::Open(name, after) => {
                parts.push(format!("<{name}{after}>"));
                if !after.ends_with('/') {
                    open.push(name);
                }
            }
            Piece::Text(text) => parts.push(text.to_owned()),
            Piece::Close(space) => {
                parts.extend(open.pop().map(|name| format!("</{name}{space}>")));
            }
        }
    }
    parts.extend(open.iter().rev().map(|name| format!("</{name}>")));
    parts.push("</c>".to_owned());
    for (at, text) in breaks {
        let at = at.index(parts.len() + 1);
        parts.insert(at, (*text).to_owned());
    }
    parts.concat().into_bytes()
}

/// Reads an element by its name: its text, its children, or nothing of it.
fn read(reader: &mut Reader<'_>, seen: &mut Vec<String>) -> Result<(), DecodeError> {
    while let Some(child) = reader.child()? {
        seen.push(format!("{} {}", child.name(), child.is_nil()));
        match child.name().chars().last() {
            Some('t') => seen.push(format!("{:?}", reader.text(&child, "t")?)),
            Some('s') => reader.skip()?,
            _ => read(reader, seen)?,
        }
    }
    seen.push("end".to_owned());
    Ok(())
}

/// All that is read of a document, and how it ended.
fn all(reader: Result<Reader<'_>, DecodeError>) -> (Vec<String>, Result<(), DecodeError>) {
    let mut seen = Vec::new();
    let end = reader.and_then(|mut reader| {
        seen.push(reader.root()?.name().to_owned());
        read(&mut reader, &mut seen)?;
        reader.finish()
    });
    (seen, end)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]
    #[test]
    fn plain_markup_reads_as_quick_xml_reads_it(pieces in vec(piece(), 0..40),
        breaks in vec((any::<Index>(), select(BETWEEN)), 0..3),
        bad_byte in prop::option::weighted(0.1, any::<(Index, u8)>()))
    {
        let mut document = document(pieces, &breaks);
        if let Some((at, byte)) = bad_byte {
            let at = at.index(document.len());
            drop(document.splice(at..=at, [byte]));
        }
        for on_bad_value in [OnBadValue::Ignore, OnBadValue::Refuse] {
            let reader = || Reader::new(&document, on_bad_value);
            prop_assert_eq!(all(reader()), all(reader().map(Reader::without_plain)));
        }
    }
}
