//! A text without what is not seen, on one line; a number without the signs between its digits, too.

/// Cleans any text: characters that are not seen are left out, every kind of white space, line breaks among it, is one
/// space, none around the text, and full-width forms are the ASCII characters they show.
#[must_use]
pub fn plain(text: &str) -> String {
    walked(text, false).0
}

/// Cleans any text as [`plain`] does, and of a number the white space and the signs that people put between digits, too.
/// Says where in it the last dash was. (One walk for both: two would weigh twice in the widget.)
pub(super) fn walked(text: &str, is_number: bool) -> (String, usize) {
    let mut clean = String::new();
    let mut dash = 0;
    let mut gap = false;
    for c in text.chars() {
        let c = narrow(c);
        if c.is_whitespace() {
            gap = !is_number && !clean.is_empty();
        } else if is_number && is_dash(c) {
            dash = clean.len();
        } else if !(is_invisible(c) || is_number && is_mark(c)) {
            if gap {
                clean.push(' ');
            }
            gap = false;
            clean.push(c);
        }
    }
    (clean, dash)
}

/// Whether a character has no width, joins or parts others, or only turns the direction of writing. Controls are not among
/// them: a text that has one is not what somebody meant, and is refused.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    )
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

const fn is_mark(c: char) -> bool {
    matches!(c, '\''..=')' | ',' | '.' | '[' | ']' | '’')
}

/// The ASCII character that a full-width form shows.
const fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => (c as u32 - 0xfee0) as u8 as char,
        _ => c,
    }
}
