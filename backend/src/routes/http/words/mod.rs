//! The API's errors in words, fit to be shown to a buyer: Spanish, or English or Portuguese where `Accept-Language`
//! prefers it.
//!
//! - [`es`], [`en`], [`pt`]: each code's title and detail
//! - [`field`]: what is wrong with a field

mod en;
mod es;
mod field;
mod pt;

use http::HeaderValue;
use pse_shared::ProblemCode;
use pse_shared::words::Language;

pub use field::field;

/// The language a client prefers by its `Accept-Language`: the first that is ours.
#[must_use]
pub fn accepted(header: Option<&HeaderValue>) -> Language {
    let Some(header) = header.and_then(|value| value.to_str().ok()) else {
        return Language::Spanish;
    };
    header
        .split(',')
        .filter_map(|part| {
            let (tag, q) = part.split_once(';').unwrap_or((part, "q=1"));
            let language = Language::from_tag(tag.trim())?;
            let weight = weight(q.trim().strip_prefix("q=")?)?;
            // Zero is «not this one».
            (weight > 0).then_some((weight, language))
        })
        // The first of equals wins: `max_by_key` would take the last.
        .rev()
        .max_by_key(|(weight, _)| *weight)
        .map_or(Language::Spanish, |(_, language)| language)
}

/// A quality value in thousandths.
fn weight(text: &str) -> Option<u32> {
    let (whole, decimals) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let whole: u32 = whole.parse().ok()?;
    let decimals: u32 = format!("{decimals:0<3}").get(..3)?.parse().ok()?;
    Some(whole.saturating_mul(1000).saturating_add(decimals).min(1000))
}

/// What kind of problem it is.
#[must_use]
pub const fn title(code: ProblemCode, language: Language) -> &'static str {
    problem(code, language).0
}

/// What to tell about it where nothing better is known.
#[must_use]
pub const fn detail(code: ProblemCode, language: Language) -> &'static str {
    problem(code, language).1
}

const fn problem(code: ProblemCode, language: Language) -> (&'static str, &'static str) {
    match language {
        Language::Spanish => es::problem(code),
        Language::English => en::problem(code),
        Language::Portuguese => pt::problem(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preferred(header: &'static str) -> Language {
        accepted(Some(&HeaderValue::from_static(header)))
    }

    #[test]
    fn spanish_is_spoken_unless_another_language_of_ours_is_preferred() {
        assert_eq!(accepted(None), Language::Spanish);
        assert_eq!(preferred("en-US,en;q=0.9"), Language::English);
        assert_eq!(preferred("en;q=0.5, es-CO;q=0.8"), Language::Spanish);
        assert_eq!(preferred("es,en"), Language::Spanish);
        assert_eq!(preferred("de, pt-BR;q=0.7, en;q=0.6"), Language::Portuguese);
        assert_eq!(preferred("es;q=0.5, en; q=0.7"), Language::English);
        assert_eq!(preferred("en;q=0"), Language::Spanish);
        assert_eq!(preferred("de"), Language::Spanish);
        assert_eq!(preferred("*"), Language::Spanish);
    }
}
