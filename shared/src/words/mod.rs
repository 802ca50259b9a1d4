//! What a buyer reads, in every language: one struct that each language fills whole, so that a missing text does not
//! compile. The backend's pages say it from here; the widget gets one language as a file of lines
//! (`pse-words`, [`Words::from_lines`]), so that no language weighs on another.
//!
//! - [`language`]: which languages there are
//! - [`texts`]: every text's name
//! - [`es`], [`en`], [`pt`]: the texts
//! - [`say`]: the texts that belong to a field, a state or a count
//!
//! What certification prescribes is in [`crate::certified`].

mod en;
mod es;
mod language;
mod pt;
mod say;
mod texts;

pub use language::Language;
pub use say::{digits, filled};
pub use texts::{COUNT, Words};

/// Returns the texts of a language. (Not for the widget: it would bring every language into it.)
#[must_use]
pub fn of(language: Language) -> &'static Words {
    static ES: Words = es::TEXTS.words();
    static EN: Words = en::TEXTS.words();
    static PT: Words = pt::TEXTS.words();
    match language {
        Language::Spanish => &ES,
        Language::English => &EN,
        Language::Portuguese => &PT,
    }
}

#[cfg(test)]
mod tests;
