//! Dates and times in Colombia's time zone, in each language.

use jiff::Timestamp;
use jiff::civil::DateTime;
use pse_shared::words::Language;

use crate::words;
use pse_core::time::bogota::in_bogota;

/// Formats a time as the API writes it (RFC 3339) as a day and time in Colombia: `23/11/2026 10:05`. A text of another
/// form, as a bank may have written it, is returned as it came.
#[must_use]
pub fn shown(text: &str, language: Language) -> String {
    let format = words::of(language).formats.day_and_time;
    match text.parse::<Timestamp>() {
        Ok(at) => in_bogota(at).strftime(format).to_string(),
        // Without a zone it is Colombia's already.
        Err(_) => text
            .parse::<DateTime>()
            .map_or_else(|_| text.to_owned(), |local| local.strftime(format).to_string()),
    }
}

/// Formats a time as the API writes it (RFC 3339) as a time of day in Colombia, `10:05`; `None` when it is over.
#[must_use]
pub fn time_after(text: &str, now: Timestamp, language: Language) -> Option<String> {
    let at: Timestamp = text.parse().ok()?;
    (at > now).then(|| in_bogota(at).strftime(words::of(language).formats.time).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_zone_becomes_colombias() {
        let es = Language::Spanish;
        assert_eq!(shown("2026-11-23T10:05:59-05:00", es), "23/11/2026 10:05");
        assert_eq!(shown("2026-11-24T01:00:00Z", es), "23/11/2026 20:00");
        assert_eq!(shown("2026-11-24T01:00:00Z", Language::Portuguese), "23/11/2026 20:00");
        assert_eq!(shown("2026-11-04T01:05:00Z", Language::English), "Nov 3, 2026, 8:05 PM");
    }

    #[test]
    fn what_has_no_zone_is_colombias_and_what_is_no_moment_stays() {
        assert_eq!(shown("2026-11-23T10:05:59", Language::Spanish), "23/11/2026 10:05");
        assert_eq!(shown("ayer", Language::English), "ayer");
    }

    #[test]
    fn only_a_time_still_to_come_is_told() {
        let now = "2026-11-24T00:59:59Z".parse().unwrap();
        let told = |text, language| time_after(text, now, language);
        let later = "2026-11-24T01:00:00Z";
        assert_eq!(told(later, Language::Spanish).as_deref(), Some("20:00"));
        assert_eq!(told(later, Language::English).as_deref(), Some("8:00 PM"));
        assert_eq!(told("2026-11-24T00:59:59Z", Language::Spanish), None);
        assert_eq!(told("ayer", Language::Spanish), None);
    }
}
