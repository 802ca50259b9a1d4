//! Dates and times in Colombia's time zone, in each language.

use jiff::Timestamp;
use jiff::civil::DateTime;
use pse_shared::words::Language;

use crate::words;
use pse_core::time::bogota::in_bogota;

/// Formats a time as the API writes it (RFC 3339) as a day and time in Colombia: `23 de noviembre de 2026 a las 10:05 a. m.`, as
/// browsers do in the widget. A text of another form, as a bank may have written it, is returned as it came.
#[must_use]
pub fn shown(text: &str, language: Language) -> String {
    let local = match text.parse::<Timestamp>() {
        Ok(at) => in_bogota(at).datetime(),
        // Without a zone it is Colombia's already.
        Err(_) => match text.parse::<DateTime>() {
            Ok(local) => local,
            Err(_) => return text.to_owned(),
        },
    };
    let formats = &words::of(language).formats;
    let month = usize::from(local.month().unsigned_abs()).saturating_sub(1);
    let month = formats.months.get(month).copied().unwrap_or_default();
    (formats.day_and_time)(local.day(), month, local.year(), &time(local, language))
}

/// Formats a time as the API writes it (RFC 3339) as a time of day in Colombia, `10:05 a. m.`; `None` when it is over.
#[must_use]
pub fn time_after(text: &str, now: Timestamp, language: Language) -> Option<String> {
    let at: Timestamp = text.parse().ok()?;
    (at > now).then(|| time(in_bogota(at).datetime(), language))
}

/// The time of day, which is not broken over two lines.
fn time(local: DateTime, language: Language) -> String {
    let (hour, minute) = (local.hour(), local.minute());
    match words::of(language).formats.halves {
        Some([morning, afternoon]) => {
            let half = if hour < 12 { morning } else { afternoon };
            format!("{}:{minute:02}\u{a0}{half}", (hour + 11) % 12 + 1)
        }
        None => format!("{hour:02}:{minute:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_zone_becomes_colombias() {
        let es = Language::Spanish;
        let written = |text, language| shown(text, language).replace('\u{a0}', " ");
        for (text, expected) in [
            ("2026-11-23T10:05:59-05:00", "23 de noviembre de 2026 a las 10:05 a. m."),
            ("2026-11-24T01:00:00Z", "23 de noviembre de 2026 a las 8:00 p. m."),
            ("2026-01-01T05:00:00Z", "1 de enero de 2026 a las 12:00 a. m."),
            ("2026-12-31T12:00:00-05:00", "31 de diciembre de 2026 a las 12:00 p. m."),
        ] {
            assert_eq!(written(text, es), expected);
        }
        let evening = "2026-11-04T01:05:00Z";
        assert_eq!(written(evening, Language::Portuguese), "3 de novembro de 2026 às 20:05");
        assert_eq!(written(evening, Language::English), "November 3, 2026 at 8:05 PM");
        assert!(shown(evening, es).ends_with(" 8:05\u{a0}p.\u{a0}m."));
    }

    #[test]
    fn what_has_no_zone_is_colombias_and_what_is_no_moment_stays() {
        assert_eq!(
            shown("2026-11-23T10:05:59", Language::Portuguese),
            "23 de novembro de 2026 às 10:05"
        );
        assert_eq!(shown("ayer", Language::English), "ayer");
    }

    #[test]
    fn only_a_time_still_to_come_is_told() {
        let now = "2026-11-24T00:59:59Z".parse().unwrap();
        let told = |text, language| time_after(text, now, language);
        let later = "2026-11-24T01:00:00Z";
        assert_eq!(told(later, Language::Spanish).as_deref(), Some("8:00\u{a0}p.\u{a0}m."));
        assert_eq!(told(later, Language::English).as_deref(), Some("8:00\u{a0}PM"));
        assert_eq!(told("2026-11-24T00:59:59Z", Language::Spanish), None);
        assert_eq!(told("ayer", Language::Spanish), None);
    }
}
