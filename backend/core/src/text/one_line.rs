//! A text that somebody else wrote, on one line.

use super::unseen::is_unseen;

/// Writes a text on one line: what separates becomes one blank, what is not seen is left out, and of more than `most`
/// characters the end is cut off, which a last `…` says.
#[must_use]
pub fn one_line(text: &str, most: usize) -> String {
    let mut line = String::with_capacity(text.len().min(most.saturating_mul(4)));
    let (mut count, mut blank) = (0, false);
    for character in text.chars() {
        if character.is_whitespace() || matches!(character, '\u{2028}' | '\u{2029}') {
            blank = count > 0;
            continue;
        }
        if is_unseen(character) {
            continue;
        }
        let needed = if blank { 2 } else { 1 };
        if count + needed > most {
            cut(&mut line, most);
            return line;
        }
        if blank {
            line.push(' ');
        }
        line.push(character);
        count += needed;
        blank = false;
    }
    line
}

/// Makes room for the mark that something is missing.
fn cut(line: &mut String, most: usize) {
    while line.chars().count() >= most.max(1) {
        line.pop();
    }
    if most > 0 {
        line.push('…');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_one_and_what_is_not_seen_goes() {
        for (text, line) in [
            ("Fondos insuficientes.", "Fondos insuficientes."),
            (" a\r\n\tb\u{2028}c\u{85}d ", "a b c d"),
            ("\u{1b}[31mrojo\u{9b}0m", "[31mrojo0m"),
            ("\u{202e}oga\u{200b}p\u{0}", "ogap"),
            ("", ""),
        ] {
            assert_eq!(one_line(text, 255), line, "{text:?}");
        }
    }

    #[test]
    fn of_a_long_text_the_beginning_stays_and_the_cut_is_marked() {
        assert_eq!(one_line("ñandú", 5), "ñandú");
        assert_eq!(one_line("ñandú ", 5), "ñandú");
        assert_eq!(one_line("ñandúes", 5), "ñand…");
        assert_eq!(one_line("ñand úes", 5), "ñand…");
        assert_eq!(one_line("ñandú", 0), "");
        assert_eq!(one_line(&"a\n".repeat(1_000), 255).chars().count(), 255);
    }
}
