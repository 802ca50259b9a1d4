//! The language a page is in: the one its address asks for, else the checkout's, else Spanish.

use pse_shared::api::CheckoutView;
use pse_shared::paths;
use pse_shared::words::{self, Language, Words};
use url::form_urlencoded;

use crate::words::of;
use crate::words::texts::PageTexts;

/// The query parameter that asks for a language: `es`, `en`, `pt`, or any tag that begins so.
pub const LANG: &str = "lang";

/// A page's language and its texts.
#[derive(Debug, Clone, Copy)]
pub struct Locale {
    /// The page's language.
    pub language: Language,
    /// The texts that pages share with the widget.
    pub words: &'static Words,
    /// The texts that only pages have.
    pub page: &'static PageTexts,
    /// Whether the page's address asked for the language; its links must then ask for it too.
    asked: bool,
}

/// A link to the same page in another language.
#[derive(Debug)]
pub struct LanguageLink {
    /// The language, as a BCP 47 tag.
    pub tag: &'static str,
    /// What the language calls itself.
    pub name: &'static str,
    /// The page's address in that language.
    pub address: String,
    /// Whether the page is in that language already.
    pub current: bool,
}

impl Locale {
    /// Takes the language that a query asks for, or `otherwise` when it asks for none of ours.
    #[must_use]
    pub fn of(query: Option<&str>, otherwise: Language) -> Self {
        let asked = form_urlencoded::parse(query.unwrap_or_default().as_bytes())
            .find(|(name, _)| name == LANG)
            .and_then(|(_, tag)| Language::from_tag(&tag));
        let language = asked.unwrap_or(otherwise);
        Self {
            language,
            words: words::of(language),
            page: &of(language).pages,
            asked: asked.is_some(),
        }
    }

    /// Writes a checkout's amount.
    #[must_use]
    pub fn amount(&self, view: &CheckoutView) -> String {
        self.words.money(view.total_amount, &view.currency)
    }

    /// Returns the address of a checkout's page in this language.
    #[must_use]
    pub fn address(&self, checkout: &str) -> String {
        if self.asked { in_language(checkout, self.language) } else { paths::pay(checkout) }
    }

    /// Returns the address of a checkout's page in this language, with one more word in its query.
    #[must_use]
    pub fn address_with(&self, checkout: &str, word: &str) -> String {
        let address = self.address(checkout);
        let sign = if self.asked { '&' } else { '?' };
        format!("{address}{sign}{word}")
    }

    /// Returns links to a checkout's page in every language.
    #[must_use]
    pub fn language_links(&self, checkout: &str) -> Vec<LanguageLink> {
        Language::ALL
            .into_iter()
            .map(|language| LanguageLink {
                tag: language.tag(),
                name: of(language).pages.name,
                address: in_language(checkout, language),
                current: language == self.language,
            })
            .collect()
    }
}

/// The address of a checkout's page that asks for a language, whatever the checkout's own.
fn in_language(checkout: &str, language: Language) -> String {
    format!("{}?{LANG}={}", paths::pay(checkout), language.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_decides_and_then_the_checkout() {
        for (query, language) in [
            (None, Language::Portuguese),
            (Some("reintentar"), Language::Portuguese),
            (Some("lang=en"), Language::English),
            (Some("a=b&lang=es-CO"), Language::Spanish),
            (Some("lang=de"), Language::Portuguese),
            (Some("lang="), Language::Portuguese),
        ] {
            let locale = Locale::of(query, Language::Portuguese);
            assert_eq!(locale.language, language, "{query:?}");
        }
    }

    #[test]
    fn what_was_asked_for_is_kept_and_nothing_else() {
        let asked = Locale::of(Some("lang=en-GB&x=1"), Language::Spanish);
        assert_eq!(asked.address("chk_1"), "/pay/chk_1?lang=en");
        assert_eq!(asked.address_with("chk_1", "reintentar"), "/pay/chk_1?lang=en&reintentar");
        let own = Locale::of(None, Language::English);
        assert_eq!(own.address("chk_1"), "/pay/chk_1");
        assert_eq!(own.address_with("chk_1", "reintentar"), "/pay/chk_1?reintentar");
    }

    #[test]
    fn every_language_is_one_press_away() {
        let language_links = Locale::of(None, Language::English).language_links("chk_1");
        let current: Vec<_> = language_links.iter().filter(|s| s.current).map(|s| s.name).collect();
        assert_eq!(current, ["English"]);
        assert_eq!(language_links[2].address, "/pay/chk_1?lang=pt");
    }
}
