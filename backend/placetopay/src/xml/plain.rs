//! The markup that nearly all of a document is: `<name>`, a text, `</name>`, without
//! attributes, references or anything else to be undone. Whatever is not is no error here.

/// How many bytes a plain start has beside its name: `<` and `>`.
pub(super) const AROUND_START: usize = 2;
/// How many bytes a plain end has beside its name: `</` and `>`.
const AROUND_END: usize = 3;

/// The bytes of names that everyone gives.
#[expect(clippy::indexing_slicing, reason = "an index past the end would not compile")]
const NAME: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_' | b'-' | b'.') {
            table[byte as usize] = true;
        }
        byte += 1;
    }
    table
};

fn is_name(byte: u8) -> bool {
    NAME.get(usize::from(byte)).is_some_and(|is_name| *is_name)
}

/// The name of the plain start that `rest` begins with.
pub(super) fn start(rest: &str) -> Option<&str> {
    let inside = rest.strip_prefix('<')?;
    let length = inside.bytes().position(|byte| !is_name(byte))?;
    let (name, end) = inside.split_at_checked(length)?;
    (!name.is_empty() && end.starts_with('>')).then_some(name)
}

/// The length of the plain end of an element of that name, if `rest` begins with it.
pub(super) fn end(rest: &str, name: &str) -> Option<usize> {
    let after = rest.strip_prefix("</")?.strip_prefix(name)?;
    after.starts_with('>').then_some(name.len() + AROUND_END)
}

/// The text that `rest` begins with, which means what it says, and the markup after it.
pub(super) fn text(rest: &str) -> Option<(&str, &str)> {
    let length = memchr::memchr3(b'<', b'&', b'\r', rest.as_bytes())?;
    let (text, markup) = rest.split_at_checked(length)?;
    markup.starts_with('<').then_some((text, markup))
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}
