//! How far the provider's clock is from ours, from its `Date` header. A seed must be fresh
//! by its clock (specification, "Authentication"), so seeds are made in its time.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

/// The clock skew above which an operator is alerted, in milliseconds.
pub const ALERT_MILLIS: i64 = 30_000;
/// The clock skew below which the clocks agree, in milliseconds: the header has whole seconds only.
const NOISE_MILLIS: i64 = 2_000;

/// The clock skew of a provider: its clock minus ours, in milliseconds; 0 until measured.
#[derive(Debug, Default)]
pub struct Skew(AtomicI64);

impl Skew {
    /// Measures the skew from one exchange: when it was sent and answered (our clock), and the `Date` of the answer.
    /// Returns the new skew in milliseconds when it passes [`ALERT_MILLIS`] and the one before did not.
    pub fn measure(&self, sent: Timestamp, received: Timestamp, date: Timestamp) -> Option<i64> {
        let middle = sent.as_millisecond().saturating_add(received.as_millisecond()) / 2;
        // `Date` is cut to the second: on average half a second early.
        let skew = date.as_millisecond().saturating_add(500).saturating_sub(middle);
        let before = self.0.swap(skew, Ordering::Relaxed);
        (skew.abs() > ALERT_MILLIS && before.abs() <= ALERT_MILLIS).then_some(skew)
    }

    /// The skew in milliseconds; positive when the provider's clock is ahead of ours.
    #[must_use]
    pub fn millis(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }

    /// Converts a time of our clock to the provider's clock.
    #[must_use]
    pub fn correct(&self, now: Timestamp) -> Timestamp {
        let skew = self.millis();
        if skew.abs() < NOISE_MILLIS {
            return now;
        }
        now.checked_add(SignedDuration::from_millis(skew)).unwrap_or(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + seconds).unwrap()
    }

    #[test]
    fn agreeing_clocks_leave_the_seed_alone() {
        let skew = Skew::default();
        assert_eq!(skew.measure(at(0), at(1), at(0)), None);
        assert_eq!(skew.correct(at(5)), at(5));
    }

    #[test]
    fn a_provider_ten_minutes_ahead_gets_seeds_ten_minutes_ahead() {
        let skew = Skew::default();
        assert!(skew.measure(at(0), at(0), at(600)).is_some(), "passing the limit alerts");
        assert_eq!(skew.measure(at(0), at(0), at(600)), None, "once");
        assert!((skew.correct(at(0)).as_second() - at(600).as_second()).abs() <= 1);
    }
}
