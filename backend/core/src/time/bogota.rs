//! The day of Bogotá (UTC-05:00 all year).

use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, ZonedDateTime, civil::Date};

/// Returns Colombia's time zone, UTC-05:00 all year.
#[must_use]
pub const fn bogota() -> TimeZone {
    TimeZone::fixed(Offset::constant(-5))
}

/// Converts a time to Colombia's time zone.
#[must_use]
pub fn in_bogota(at: Timestamp) -> ZonedDateTime {
    at.to_zoned_datetime(bogota())
}

/// Formats a time as the API writes it: RFC 3339 with Colombia's offset, whole seconds.
#[must_use]
pub fn rfc3339(at: Timestamp) -> String {
    in_bogota(at).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// Returns the day of a time in Bogotá.
#[must_use]
pub fn day(at: Timestamp) -> Date {
    in_bogota(at).date()
}

/// Returns when the day of a time ends in Bogotá.
#[must_use]
pub fn day_end(at: Timestamp) -> Timestamp {
    day(at)
        .tomorrow()
        .and_then(|tomorrow| tomorrow.to_zoned_datetime(bogota()))
        .map_or(Timestamp::MAX, |midnight| midnight.timestamp())
}

/// Returns until when a bank list given at a time may still be served as stale: 24 hours after the end of its day.
#[must_use]
pub fn stale_until(as_of: Timestamp) -> Timestamp {
    day_end(as_of).checked_add(SignedDuration::from_hours(24)).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_day_turns_at_five_utc() {
        assert_eq!(day(at("2026-11-24T04:59:59Z")), jiff::civil::date(2026, 11, 23));
        assert_eq!(day(at("2026-11-24T05:00:00Z")), jiff::civil::date(2026, 11, 24));
        assert_eq!(day_end(at("2026-11-24T04:59:59Z")), at("2026-11-24T05:00:00Z"));
        assert_eq!(stale_until(at("2026-11-24T04:59:59Z")), at("2026-11-25T05:00:00Z"));
    }

    #[test]
    fn times_are_written_with_colombias_offset() {
        assert_eq!(rfc3339(at("2026-11-24T01:00:00.5Z")), "2026-11-23T20:00:00-05:00");
    }
}
