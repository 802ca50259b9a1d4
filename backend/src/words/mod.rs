//! What the service says, in every language. A language is one folder and its line in [`of`].
//!
//! - [`texts`]: every text there is
//! - [`es`], [`en`], [`pt`]: the texts
//!
//! What the pages share with the widget is in [`pse_shared::words`], what certification prescribes in
//! [`pse_shared::certified`].

mod en;
mod es;
mod pt;
pub mod texts;

#[cfg(test)]
mod tests;

use pse_shared::words::Language;

use self::texts::ServiceTexts;

/// Returns the texts of a language.
#[must_use]
pub const fn of(language: Language) -> &'static ServiceTexts {
    match language {
        Language::Spanish => &es::TEXTS,
        Language::English => &en::TEXTS,
        Language::Portuguese => &pt::TEXTS,
    }
}
