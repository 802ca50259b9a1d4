//! The language a page is in: the one its address asks for, else the checkout's, else Spanish.

use pse_shared::paths;
use pse_shared::words::{self, Language, Words};
use url::form_urlencoded;

use super::words::{PageWords, of};

/// The query parameter that asks for a language: `es`, `en`, `pt`, or any tag that begins so.
pub const LANG: &str = "lang";

/// How a page speaks.
#[derive(Debug, Clone, Copy)]
pub struct Speech {
    /// Its language.
    pub language: Language,
    /// What it shares with the widget.
    pub words: &'static Words,
    /// What it says alone.
    pub page: &'static PageWords,
    /// Whether the address asked for it, and so must the addresses it leads to.
    asked: bool,
}

/// A way to the same page in a language.
#[derive(Debug)]
pub struct Switch {
    /// BCP 47.
    pub tag: &'static str,
    /// What the language calls itself.
    pub name: &'static str,
    /// Where the page is in it.
    pub address: String,
    /// Whether it is in it already.
    pub current: bool,
}

impl Speech {
    /// The language `query` asks for; `otherwise` where it asks for none of ours.
    #[must_use]
    pub fn of(query: Option<&str>, otherwise: Language) -> Self {
        let asked = form_urlencoded::parse(query.unwrap_or_default().as_bytes())
            .find(|(name, _)| name == LANG)
            .and_then(|(_, tag)| Language::from_tag(&tag));
        let language = asked.unwrap_or(otherwise);
        Self { language, words: words::of(language), page: of(language), asked: asked.is_some() }
    }

    /// Where a checkout's page is, in this language.
    #[must_use]
    pub fn address(&self, checkout: &str) -> String {
        if self.asked { in_language(checkout, self.language) } else { paths::pay(checkout) }
    }

    /// The same with another word in its query.
    #[must_use]
    pub fn address_with(&self, checkout: &str, word: &str) -> String {
        let address = self.address(checkout);
        let sign = if self.asked { '&' } else { '?' };
        format!("{address}{sign}{word}")
    }

    /// A checkout's page in every language.
    #[must_use]
    pub fn switches(&self, checkout: &str) -> Vec<Switch> {
        Language::ALL
            .into_iter()
            .map(|language| Switch {
                tag: language.tag(),
                name: of(language).name,
                address: in_language(checkout, language),
                current: language == self.language,
            })
            .collect()
    }
}

/// Where a checkout's page is in a language, whatever the checkout's own.
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
            let speech = Speech::of(query, Language::Portuguese);
            assert_eq!(speech.language, language, "{query:?}");
        }
    }

    #[test]
    fn what_was_asked_for_is_kept_and_nothing_else() {
        let asked = Speech::of(Some("lang=en-GB&x=1"), Language::Spanish);
        assert_eq!(asked.address("chk_1"), "/pay/chk_1?lang=en");
        assert_eq!(asked.address_with("chk_1", "reintentar"), "/pay/chk_1?lang=en&reintentar");
        let own = Speech::of(None, Language::English);
        assert_eq!(own.address("chk_1"), "/pay/chk_1");
        assert_eq!(own.address_with("chk_1", "reintentar"), "/pay/chk_1?reintentar");
    }

    #[test]
    fn every_language_is_one_press_away() {
        let switches = Speech::of(None, Language::English).switches("chk_1");
        let current: Vec<_> = switches.iter().filter(|s| s.current).map(|s| s.name).collect();
        assert_eq!(current, ["English"]);
        assert_eq!(switches[2].address, "/pay/chk_1?lang=pt");
    }
}
