//! The sandbox's clock: the one place where time enters, with an offset that a tester sets.

use core::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use core::time::Duration;

use jiff::civil::Date;
use jiff::fmt::rfc2822::DateTimePrinter;
use jiff::tz::{self, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// How long PSE waits for a buyer to go to the bank.
pub(crate) const PSE_SESSION: SignedDuration = SignedDuration::from_mins(21);
/// How long the bank waits for a buyer to confirm.
pub(crate) const BANK_SESSION: SignedDuration = SignedDuration::from_mins(7);

/// The sandbox's clock: the machine's time plus an offset.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    offset_seconds: AtomicI64,
    /// Whether time has passed for buyers alone, and callers' seeds may still be of the machine's time.
    passed_for_buyers: AtomicBool,
}

impl Clock {
    /// The sandbox's current time.
    pub(crate) fn now(&self) -> Timestamp {
        let offset = SignedDuration::from_secs(self.offset_seconds.load(Ordering::Relaxed));
        after(machine(), offset)
    }

    /// How old a seed is that was made at a time.
    pub(crate) fn age_of_seed(&self, made_at: Timestamp) -> SignedDuration {
        let age = self.now().duration_since(made_at).abs();
        if self.passed_for_buyers.load(Ordering::Relaxed) {
            return age.min(machine().duration_since(made_at).abs());
        }
        age
    }

    /// Sets how far from the machine's time the sandbox's is, in seconds, and whether it is so for buyers alone.
    pub(crate) fn set_offset(&self, seconds: i64, for_buyers: bool) {
        self.offset_seconds.store(seconds, Ordering::Relaxed);
        self.passed_for_buyers.store(for_buyers, Ordering::Relaxed);
    }
}

fn machine() -> Timestamp {
    #[expect(clippy::disallowed_methods, reason = "the one place where time enters")]
    Timestamp::now()
}

/// Lets real time pass: latency is felt by the caller whatever the sandbox's clock says.
pub(crate) async fn pass(duration: Duration) {
    if !duration.is_zero() {
        #[expect(clippy::disallowed_methods, reason = "the one place that waits for time")]
        tokio::time::sleep(duration).await;
    }
}

/// The time `duration` after `time`, or the calendar's last.
pub(crate) fn after(time: Timestamp, duration: SignedDuration) -> Timestamp {
    time.checked_add(duration).unwrap_or(if duration.is_negative() {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

/// `2021-04-20T09:11:39-05:00`: the time in Colombia, as the service writes it.
pub(crate) fn colombian(time: Timestamp) -> String {
    in_colombia(time).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// `20/04/2021 09:11:39`: the time in Colombia, as people read it.
pub(crate) fn readable(time: Timestamp) -> String {
    in_colombia(time).strftime("%d/%m/%Y %H:%M:%S").to_string()
}

/// `20210420`: the day in Colombia, as the network writes "Fecha Solicitud".
pub(crate) fn compact_day(time: Timestamp) -> String {
    in_colombia(time).strftime("%Y%m%d").to_string()
}

/// `2021/04/20 09:11:39-016`: to the millisecond, as the network writes "Fecha pago".
pub(crate) fn payment_date(time: Timestamp) -> String {
    let time = in_colombia(time);
    format!("{}-{:03}", time.strftime("%Y/%m/%d %H:%M:%S"), time.millisecond())
}

/// `20042021091139`: the beginning of the network's "No. Transacción".
pub(crate) fn stamp(time: Timestamp) -> String {
    in_colombia(time).strftime("%d%m%Y%H%M%S").to_string()
}

/// The day in Colombia.
pub(crate) fn today(time: Timestamp) -> Date {
    in_colombia(time).date()
}

/// `09:11:39`: the time of the day in Colombia.
pub(crate) fn time_of_day(time: Timestamp) -> String {
    in_colombia(time).strftime("%H:%M:%S").to_string()
}

/// `5 min`, `90 s` or `250 ms`: a duration as people read it.
pub(crate) fn spoken(duration: Duration) -> String {
    let milliseconds = duration.as_millis();
    match (milliseconds % 60_000, milliseconds % 1_000) {
        (0, _) if milliseconds > 0 => format!("{} min", milliseconds / 60_000),
        (_, 0) => format!("{} s", milliseconds / 1_000),
        (_, _) => format!("{milliseconds} ms"),
    }
}

/// The hour of the day in Colombia, 0 to 23.
pub(crate) fn hour(time: Timestamp) -> i8 {
    in_colombia(time).hour()
}

/// The `Date` header's form of a time.
pub(crate) fn http_date(time: Timestamp) -> Option<String> {
    DateTimePrinter::new().timestamp_to_rfc9110_string(&time).ok()
}

/// Colombia has kept -05:00 all year since 1993.
fn in_colombia(time: Timestamp) -> jiff::ZonedDateTime {
    time.to_zoned_datetime(TimeZone::fixed(tz::offset(-5)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_the_service_writes_them() {
        let time = "2021-04-20T14:11:39Z".parse().unwrap();
        assert_eq!(colombian(time), "2021-04-20T09:11:39-05:00");
        assert_eq!(readable(time), "20/04/2021 09:11:39");
        assert_eq!(compact_day(time), "20210420");
        assert_eq!(payment_date(time), "2021/04/20 09:11:39-000");
        assert_eq!(stamp(time), "20042021091139");
        assert_eq!(http_date(time).unwrap(), "Tue, 20 Apr 2021 14:11:39 GMT");
    }

    #[test]
    fn durations_are_spoken_in_their_largest_whole_unit() {
        for (milliseconds, text) in
            [(300_000, "5 min"), (60_000, "1 min"), (90_000, "90 s"), (250, "250 ms"), (0, "0 s")]
        {
            assert_eq!(spoken(Duration::from_millis(milliseconds)), text);
        }
    }

    #[test]
    fn the_offset_moves_the_clock_both_ways() {
        let clock = Clock::default();
        let before = clock.now();
        clock.set_offset(3600, false);
        assert!(clock.now().duration_since(before) >= SignedDuration::from_hours(1));
        assert!(clock.age_of_seed(before) >= SignedDuration::from_hours(1));
        clock.set_offset(-3600, true);
        assert!(clock.now() < before);
        assert!(clock.age_of_seed(before) < SignedDuration::from_mins(1));
        assert!(clock.age_of_seed(clock.now()) < SignedDuration::from_mins(1));
    }
}
