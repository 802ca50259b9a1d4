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

/// Whether a character shows nothing: it has no width, joins or parts others, turns the direction of writing or says how
/// another is drawn (what Unicode calls ignorable), or is a letter's blank. Controls are not among
/// them: a text that has one is not what somebody meant, and is refused.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}')
}

const fn is_mark(c: char) -> bool {
    matches!(c, '\''..=')' | ',' | '.' | '[' | ']' | '{' | '}' | '·' | '•' | '‘' | '’')
}

/// The ASCII character that another form of it shows: a full-width one, or a digit of Arabic or of mathematics.
const fn narrow(c: char) -> char {
    let digit = match c {
        '\u{ff01}'..='\u{ff5e}' => return (c as u32 - 0xfee0) as u8 as char,
        '\u{660}'..='\u{669}' => c as u32 - 0x660,
        '\u{6f0}'..='\u{6f9}' => c as u32 - 0x6f0,
        '\u{1d7ce}'..='\u{1d7ff}' => (c as u32 - 0x1_d7ce) % 10,
        _ => return c,
    };
    (b'0' + digit as u8) as char
}
