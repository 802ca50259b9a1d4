//! Texts: of a length, or one of a few words.

use crate::kind::Kind;

/// Text of at most so many characters, none of control.
#[must_use]
pub fn text_up_to(longest: usize) -> Kind<String> {
    let parse = move |text: &str| {
        if text.contains(forbidden) {
            Err("has a control character".to_owned())
        } else if text.chars().count() > longest {
            Err(format!("is longer than {longest} characters"))
        } else {
            Ok(text.to_owned())
        }
    };
    Kind::text(parse).rule("maxLength", longest)
}

/// C0, DEL and C1 controls, the line separators, and the two characters XML has not.
const fn forbidden(c: char) -> bool {
    matches!(c, '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}')
}

/// One of a few words, each of which stands for a value.
#[must_use]
pub fn one_of<T: Copy + 'static>(words: &'static [(&'static str, T)]) -> Kind<T> {
    let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    let parse = move |text: &str| {
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        found.ok_or_else(|| {
            let quoted: Vec<_> = words.iter().map(|(word, _)| format!("{word:?}")).collect();
            format!("is none of {}", quoted.join(", "))
        })
    };
    Kind::text(parse).rule("enum", names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_count_characters_and_controls_are_refused() {
        let read = |text: &str| (text_up_to(5).parse)(text);
        assert_eq!(read("ñandú"), Ok("ñandú".to_owned()));
        assert_eq!(read("ñandúes").unwrap_err(), "is longer than 5 characters");
        for c in ['\0', '\t', '\n', '\x1b', '\x7f', '\u{85}', '\u{2028}', '\u{fffe}'] {
            assert_eq!(read(&format!("a{c}b")).unwrap_err(), "has a control character", "{c:?}");
        }
    }

    #[test]
    fn a_word_stands_for_its_value() {
        const WORDS: &[(&str, u8)] = &[("low", 1), ("high", 9)];
        assert_eq!((one_of(WORDS).parse)("high"), Ok(9));
        assert_eq!((one_of(WORDS).parse)("High").unwrap_err(), "is none of \"low\", \"high\"");
    }
}
