//! Lengths of time, as operators write them.

use std::time::Duration;

use jiff::SignedDuration;

use crate::kind::Kind;

/// A length of time: `8m`, `2m30s`, `500ms`, `PT8M`, or a whole number of seconds; above
/// zero and at most `longest`.
#[must_use]
pub fn duration(longest: Duration) -> Kind<Duration> {
    let read = move |text: &str| {
        let duration = parse(text).ok_or_else(|| {
            "is not a length of time such as \"8m\", \"2m30s\", \"500ms\", \"PT8M\" or 480 (seconds)"
                .to_owned()
        })?;
        if duration.is_zero() {
            return Err("is no time at all; it must be above zero".to_owned());
        }
        if duration > longest {
            return Err(format!(
                "is over {:#}",
                SignedDuration::try_from(longest).unwrap_or_default()
            ));
        }
        Ok(duration)
    };
    Kind::number(read).rule("minimum", 1).rule("maximum", longest.as_secs())
}

fn parse(text: &str) -> Option<Duration> {
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    text.parse::<SignedDuration>().ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Duration = Duration::from_secs(86_400);

    #[test]
    fn every_way_of_writing_a_time_is_read() {
        for (text, milliseconds) in [
            ("8m", 480_000),
            ("15m", 900_000),
            ("30s", 30_000),
            ("2m30s", 150_000),
            ("2m 30s", 150_000),
            ("500ms", 500),
            ("1.5s", 1_500),
            ("1h", 3_600_000),
            ("8 minutes", 480_000),
            ("PT8M", 480_000),
            ("PT1H0.25S", 3_600_250),
            ("480", 480_000),
        ] {
            assert_eq!(
                (duration(DAY).parse)(text),
                Ok(Duration::from_millis(milliseconds)),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for (text, reason) in [
            ("", "not a length of time"),
            ("soon", "not a length of time"),
            ("-5m", "not a length of time"),
            ("8 lightyears", "not a length of time"),
            ("1.5", "not a length of time"),
            ("0", "must be above zero"),
            ("0s", "must be above zero"),
            ("PT0S", "must be above zero"),
            ("25h", "is over 24h"),
            ("99999999999999999999", "not a length of time"),
        ] {
            let error = (duration(DAY).parse)(text).unwrap_err();
            assert!(error.contains(reason), "{text}: {error}");
        }
    }
}
