//! Cutting and joining texts in so little code that it is worth it in the widget: the standard ways search for anything
//! and join anything, and weigh two kilobytes there.

/// Joins the parts into one text. (`[…].concat()`, at a tenth of its size.)
#[must_use]
pub fn joined(parts: &[&str]) -> String {
    let mut text = String::new();
    for part in parts {
        text.push_str(part);
    }
    text
}

/// Splits a text at the first `mark`, an ASCII byte; `None` where it has none. (`split_once`, smaller.)
#[must_use]
pub fn cut(text: &str, mark: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == mark)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// Whether there is nothing but ASCII digits.
#[must_use]
pub fn are_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Removes white space around a text. (`trim`, smaller.)
#[must_use]
pub fn trimmed(text: &str) -> &str {
    let (mut start, mut end) = (text.len(), 0);
    for (at, c) in text.char_indices() {
        if !c.is_whitespace() {
            start = start.min(at);
            end = at + c.len_utf8();
        }
    }
    text.get(start..end).unwrap_or_default()
}

/// Returns where a word of ASCII letters begins in a text, whatever their case. (`find`, smaller.)
#[must_use]
pub fn find(text: &str, word: &str) -> Option<usize> {
    // This bit is what tells the case of a letter.
    let same = |part: &[u8]| part.iter().zip(word.as_bytes()).all(|(a, b)| a | 32 == b | 32);
    text.as_bytes().windows(word.len()).position(same)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_become_one_text() {
        assert_eq!(joined(&["ñ", "", "a b"]), "ña b");
        assert_eq!(joined(&[]), "");
    }

    #[test]
    fn white_space_around_a_text_is_left_out() {
        for text in ["", " ", " \u{a0}\t", "ana", " ñu  ñu\u{2003}\n", "é ", " é"] {
            assert_eq!(trimmed(text), text.trim(), "{text:?}");
        }
    }

    #[test]
    fn a_word_is_found_in_any_case() {
        for (text, place) in
            [("Año BANCO", Some(5)), ("banco", Some(0)), ("banc", None), ("", None)]
        {
            assert_eq!(find(text, "banco"), place, "{text}");
        }
    }

    #[test]
    fn a_text_is_cut_at_the_first_mark() {
        assert_eq!(cut("á|ñ|c", b'|'), Some(("á", "ñ|c")));
        assert_eq!(cut("|", b'|'), Some(("", "")));
        assert_eq!(cut("abc", b'|'), None);
    }
}
