//! The words of a language, from the file the loader brings: one language, whichever the
//! buyer reads, and none of the others.

use std::cell::RefCell;

use pse_shared::text::cut;
use pse_shared::words::Words;

thread_local! {
    /// The languages spoken so far in this page.
    static SPOKEN: RefCell<Vec<&'static Words>> = const { RefCell::new(Vec::new()) };
}

/// The words of a language's file ([`Words::from_lines`]). They stay for as long as the
/// page does: every widget of it says them.
#[must_use]
pub fn words(lines: String) -> &'static Words {
    SPOKEN.with_borrow_mut(|spoken| {
        let tag = cut(&lines, b'\n').map_or("", |(tag, _)| tag);
        if let Some(words) = spoken.iter().find(|words| words.tag() == tag) {
            return *words;
        }
        let words: &'static Words = Box::leak(Box::new(Words::from_lines(lines.leak())));
        spoken.push(words);
        words
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use pse_shared::words::{Language, of};

    #[test]
    fn a_language_is_read_once_and_each_is_itself() {
        let spanish = words(of(Language::Spanish).lines());
        let english = words(of(Language::English).lines());
        assert_eq!(spanish.pay(), "Pagar con PSE");
        assert_eq!(english.pay(), "Pay with PSE");
        assert!(core::ptr::eq(spanish, words(of(Language::Spanish).lines())));
    }
}
