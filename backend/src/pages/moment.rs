//! Moments as Colombia's clocks show them.

use jiff::Timestamp;
use jiff::civil::DateTime;

use crate::banks::day::in_bogota;

/// `23/11/2026 10:05` of a moment as the API writes it. What the bank wrote otherwise is shown as
/// it came.
#[must_use]
pub fn shown(text: &str) -> String {
    const DAY_AND_TIME: &str = "%d/%m/%Y %H:%M";
    match text.parse::<Timestamp>() {
        Ok(at) => in_bogota(at).strftime(DAY_AND_TIME).to_string(),
        // Without a zone it is Colombia's already.
        Err(_) => text
            .parse::<DateTime>()
            .map_or_else(|_| text.to_owned(), |local| local.strftime(DAY_AND_TIME).to_string()),
    }
}

/// `10:05` of a moment as the API writes it, when that is still to come.
#[must_use]
pub fn time_after(text: &str, now: Timestamp) -> Option<String> {
    let at: Timestamp = text.parse().ok()?;
    (at > now).then(|| in_bogota(at).strftime("%H:%M").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_zone_becomes_colombias() {
        assert_eq!(shown("2026-11-23T10:05:59-05:00"), "23/11/2026 10:05");
        assert_eq!(shown("2026-11-24T01:00:00Z"), "23/11/2026 20:00");
    }

    #[test]
    fn what_has_no_zone_is_colombias_and_what_is_no_moment_stays() {
        assert_eq!(shown("2026-11-23T10:05:59"), "23/11/2026 10:05");
        assert_eq!(shown("ayer"), "ayer");
    }

    #[test]
    fn only_a_time_still_to_come_is_told() {
        let now = "2026-11-24T00:59:59Z".parse().unwrap();
        assert_eq!(time_after("2026-11-24T01:00:00Z", now).as_deref(), Some("20:00"));
        assert_eq!(time_after("2026-11-24T00:59:59Z", now), None);
        assert_eq!(time_after("ayer", now), None);
    }
}
