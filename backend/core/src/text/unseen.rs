//! Characters that end a line, steer a terminal, hide, or turn the direction of what follows.

/// Whether a character is a control, ends a line or paragraph, has no width, or changes the direction of writing: a text
/// that is to be shown on one line as it reads holds none.
#[must_use]
pub const fn is_unseen(character: char) -> bool {
    matches!(
        character,
        // C0, DEL and C1.
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        // Soft hyphen, fillers, and what only joins or parts other characters.
        | '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        // Direction.
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        // Ends of lines and paragraphs.
        | '\u{2028}' | '\u{2029}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_seen_and_what_steers_is_not() {
        assert!("Ñandú 1.098 «PSE» – 東京 🙂?-|".chars().all(|character| !is_unseen(character)));
        assert!(
            "\0\t\r\n\u{1b}\u{7f}\u{85}\u{9b}\u{200b}\u{202e}\u{2028}\u{2029}\u{feff}"
                .chars()
                .all(is_unseen)
        );
    }
}
