//! In whose clock seeds are made. A seed must be fresh by the provider's clock (specification, "Authentication"), which its
//! answers' `Date` tells; but that is a hint, and may be a proxy's. So seeds are made in our clock until the provider
//! refuses one and takes one that follows the hint, and again when it is the other way round.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

/// The clock skew above which an operator is alerted, in milliseconds.
pub const ALERT_MILLIS: i64 = 30_000;
/// The largest difference of clocks that is ever corrected, in milliseconds: 15 minutes.
pub const LARGEST_CORRECTION_MILLIS: i64 = 15 * 60 * 1_000;
/// The clock skew below which the clocks agree, in milliseconds: the header has whole seconds only.
const NOISE_MILLIS: i64 = 2_000;
/// The shortest time between two alerts, in milliseconds, where answers tell now one time and now another: an hour.
const ALERT_GAP_MILLIS: i64 = 60 * 60 * 1_000;
/// What stands for a skew or a time that is not known yet.
const UNKNOWN: i64 = i64::MIN;

/// A correction of our clock for seeds, in milliseconds; 0 is our clock as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Correction(i64);

impl Correction {
    /// Our clock as it is.
    pub const NONE: Self = Self(0);

    /// The correction in milliseconds.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Corrects a time of our clock.
    #[must_use]
    pub fn of(self, now: Timestamp) -> Timestamp {
        now.checked_add(SignedDuration::from_millis(self.0)).unwrap_or(now)
    }
}

/// The clock in which a provider's seeds are made, and what is known of the provider's own.
#[derive(Debug)]
pub struct SeedClock {
    /// The provider's clock minus ours by its last answer with a date, in milliseconds.
    skew: AtomicI64,
    /// The correction that the provider was seen to take, in milliseconds.
    proven: AtomicI64,
    /// Whether the last seeds that were refused were so in both clocks.
    is_lost: AtomicBool,
    /// When the operator was last alerted, in milliseconds.
    alerted: AtomicI64,
}

impl Default for SeedClock {
    fn default() -> Self {
        Self {
            skew: AtomicI64::new(UNKNOWN),
            proven: AtomicI64::new(Correction::NONE.0),
            is_lost: AtomicBool::new(false),
            alerted: AtomicI64::new(UNKNOWN),
        }
    }
}

impl SeedClock {
    /// Measures the skew from one exchange: when it was sent and answered (our clock), and what time the answer told.
    /// Returns the skew in milliseconds where the operator is to be alerted: it passes [`ALERT_MILLIS`], the one before
    /// did not, and the last alert was some time ago.
    pub fn measure(&self, sent: Timestamp, received: Timestamp, date: Timestamp) -> Option<i64> {
        let now = received.as_millisecond();
        let middle = sent.as_millisecond().saturating_add(now) / 2;
        // `Date` is cut to the second: on average half a second early.
        let skew = date.as_millisecond().saturating_add(500).saturating_sub(middle);
        let before = self.skew.swap(skew, Ordering::Relaxed);
        let passes =
            skew.abs() > ALERT_MILLIS && (before == UNKNOWN || before.abs() <= ALERT_MILLIS);
        let last = self.alerted.load(Ordering::Relaxed);
        if !passes || (last != UNKNOWN && now.saturating_sub(last).abs() < ALERT_GAP_MILLIS) {
            return None;
        }
        self.alerted.store(now, Ordering::Relaxed);
        Some(skew)
    }

    /// The skew in milliseconds, positive when the provider's clock is ahead of ours; `None` until it is measured.
    #[must_use]
    pub fn skew_millis(&self) -> Option<i64> {
        Some(self.skew.load(Ordering::Relaxed)).filter(|skew| *skew != UNKNOWN)
    }

    /// The correction that seeds are made with.
    #[must_use]
    pub fn correction(&self) -> Correction {
        Correction(self.proven.load(Ordering::Relaxed))
    }

    /// The correction to try when the provider refused a seed with this one: our clock as it is where there was one, else
    /// what is hinted. `None` where there is nothing else to try.
    #[must_use]
    pub fn other_than(&self, refused: Correction) -> Option<Correction> {
        let corrects = NOISE_MILLIS..=LARGEST_CORRECTION_MILLIS;
        let hinted = self.skew_millis().filter(|skew| corrects.contains(&skew.abs()));
        let hinted = hinted.filter(|skew| skew.abs_diff(refused.0) >= NOISE_MILLIS.unsigned_abs());
        if refused == Correction::NONE {
            return hinted.map(Correction);
        }
        // A correction that is outdated, and a clock of ours that is wrong: every other time the hint.
        let hinted = hinted.filter(|_| self.is_lost.load(Ordering::Relaxed));
        Some(hinted.map_or(Correction::NONE, Correction))
    }

    /// Makes seeds with this correction from now on, as it worked; returns whether that is another one than before.
    pub fn keep(&self, correction: Correction) -> bool {
        self.is_lost.store(false, Ordering::Relaxed);
        self.proven.swap(correction.0, Ordering::Relaxed) != correction.0
    }

    /// Takes in that seeds in both clocks were refused. What worked before is kept: it may not be the clock.
    pub fn neither_worked(&self) {
        self.is_lost.fetch_xor(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + seconds).unwrap()
    }

    fn told(ahead: i64) -> SeedClock {
        let clock = SeedClock::default();
        let _ = clock.measure(at(0), at(1), at(ahead));
        clock
    }

    #[test]
    fn a_hint_alone_changes_no_seed() {
        for ahead in [0, 600, -600, 7_200] {
            let clock = told(ahead);
            assert_eq!(clock.skew_millis(), Some(ahead * 1_000));
            assert_eq!(clock.correction().of(at(5)), at(5));
        }
    }

    #[test]
    fn what_the_hint_tells_is_tried_up_to_a_quarter_of_an_hour() {
        for ahead in [2, 600, -600, 900, -900] {
            let other = told(ahead).other_than(Correction::NONE);
            assert_eq!(other.map(|other| other.of(at(0))), Some(at(ahead)), "{ahead}");
        }
        for ahead in [0, 1, -1, 901, -901, 7_200, -1_700_000_000, 250_000_000_000] {
            assert_eq!(told(ahead).other_than(Correction::NONE), None, "{ahead}");
        }
        assert_eq!(SeedClock::default().other_than(Correction::NONE), None);
    }

    #[test]
    fn what_worked_is_kept_whatever_is_hinted_until_something_else_works() {
        let clock = told(600);
        let other = clock.other_than(Correction::NONE).unwrap();
        assert!(clock.keep(other), "it is another one");
        assert!(!clock.keep(other), "it is not");
        let _ = clock.measure(at(0), at(1), at(-300));
        assert_eq!(clock.correction().of(at(0)), at(600));
        assert_eq!(clock.other_than(clock.correction()), Some(Correction::NONE));
        assert!(clock.keep(Correction::NONE));
        assert_eq!(clock.correction().of(at(0)), at(0));
    }

    #[test]
    fn where_neither_our_clock_nor_what_worked_does_the_hint_is_tried_every_other_time() {
        let clock = told(600);
        let proven = clock.other_than(Correction::NONE).unwrap();
        clock.keep(proven);
        let _ = clock.measure(at(0), at(1), at(-300));
        let seed = |other: Option<Correction>| other.map(|other| other.of(at(0)));
        for tried in [0, -300, 0, -300] {
            assert_eq!(seed(clock.other_than(proven)), Some(at(tried)));
            clock.neither_worked();
            assert_eq!(clock.correction(), proven, "what worked last is kept");
        }
        let _ = clock.measure(at(0), at(1), at(600));
        clock.neither_worked();
        assert_eq!(seed(clock.other_than(proven)), Some(at(0)), "the hint is what was refused");
    }

    #[test]
    fn an_operator_is_alerted_once_and_not_again_within_an_hour() {
        let clock = SeedClock::default();
        let measure = |now: i64, ahead: i64| clock.measure(at(now), at(now), at(now + ahead));
        assert_eq!(measure(0, 20), None);
        assert_eq!(measure(1, 7_200), Some(7_200_500));
        assert_eq!(measure(2, 7_200), None, "it did before");
        assert_eq!((measure(3, 0), measure(4, 7_200)), (None, None), "now one, now the other");
        assert_eq!(measure(3_700, 0), None);
        assert!(measure(3_701, -60).is_some());
    }
}
