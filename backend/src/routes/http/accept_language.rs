//! The language a client prefers, by its `Accept-Language` header (RFC 9110).

use http::HeaderValue;
use pse_shared::words::Language;

/// Chooses the first of our languages in the order of the client's preference; Spanish where it names none of them.
#[must_use]
pub fn preferred(header: Option<&HeaderValue>) -> Language {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn accepting(header: &'static str) -> Language {
        preferred(Some(&HeaderValue::from_static(header)))
    }

    #[test]
    fn spanish_is_spoken_unless_another_language_of_ours_is_preferred() {
        assert_eq!(preferred(None), Language::Spanish);
        assert_eq!(accepting("en-US,en;q=0.9"), Language::English);
        assert_eq!(accepting("en;q=0.5, es-CO;q=0.8"), Language::Spanish);
        assert_eq!(accepting("es,en"), Language::Spanish);
        assert_eq!(accepting("de, pt-BR;q=0.7, en;q=0.6"), Language::Portuguese);
        assert_eq!(accepting("es;q=0.5, en; q=0.7"), Language::English);
        assert_eq!(accepting("en;q=0"), Language::Spanish);
        assert_eq!(accepting("de"), Language::Spanish);
        assert_eq!(accepting("*"), Language::Spanish);
    }
}
