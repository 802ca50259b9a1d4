//! The database's clock, as a process knows it: what it showed last, carried on by the time that passes here. Replicas then
//! agree on the time, however wrong or set meanwhile the clocks of their machines are.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use pse_core::time::{Clock, SystemClock};

use super::pause::pause;

/// A difference up to this, in microseconds, is not corrected at once: time does not jump for it.
const IN_STEP: i64 = 1_000_000;
/// What is corrected of such a difference each time, in microseconds: as little as a machine's own clock is corrected by.
const SLEW: i64 = 500;

/// The longest sleep before the clock is looked at again.
const LOOK: Duration = Duration::from_secs(30);

/// A clock that shows the database's time.
#[derive(Clone)]
pub(crate) struct DatabaseClock {
    own: Arc<dyn Clock>,
    /// The database's time, in microseconds since 1970, when `own`'s monotonic time was zero.
    began: Arc<AtomicI64>,
}

impl DatabaseClock {
    /// Makes a clock that shows the machine's time until it has learnt the database's.
    pub(crate) fn new() -> Self {
        Self::over(Arc::new(SystemClock::new()))
    }

    fn over(own: Arc<dyn Clock>) -> Self {
        let began = own.now().as_microsecond().saturating_sub(micros(own.monotonic()));
        Self { own, began: Arc::new(AtomicI64::new(began)) }
    }

    /// Notes when the database is asked for its time.
    pub(crate) fn ask(&self) -> Duration {
        self.own.monotonic()
    }

    /// Learns what the database's clock showed, in microseconds since 1970, half-way between question and answer.
    pub(crate) fn learn(&self, asked: Duration, shown: i64) {
        let way = self.own.monotonic().saturating_sub(asked) / 2;
        let known = self.began.load(Ordering::Relaxed);
        let began = shown.saturating_sub(micros(asked.saturating_add(way)));
        let (ahead, uncertain) = (began.saturating_sub(known), micros(way));
        if ahead.saturating_abs() > IN_STEP.saturating_add(uncertain) {
            tracing::warn!(
                microseconds = ahead,
                "the database's clock differs from this process's, which follows it"
            );
            self.began.store(began, Ordering::Relaxed);
        } else if ahead.saturating_abs() > uncertain {
            let slewed = known.saturating_add(ahead.clamp(-SLEW, SLEW));
            self.began.store(slewed, Ordering::Relaxed);
        }
    }
}

fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

#[async_trait]
impl Clock for DatabaseClock {
    fn now(&self) -> Timestamp {
        let passed = micros(self.own.monotonic());
        let now = self.began.load(Ordering::Relaxed).saturating_add(passed);
        Timestamp::from_microsecond(now).unwrap_or_else(|_| self.own.now())
    }

    fn monotonic(&self) -> Duration {
        self.own.monotonic()
    }

    async fn sleep_until(&self, time: Timestamp) {
        while let Ok(left) = Duration::try_from(self.now().duration_until(time))
            && left > Duration::ZERO
        {
            pause(left.min(LOOK)).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use pse_core::time::ManualClock;

    use super::*;

    const START: Timestamp = Timestamp::UNIX_EPOCH;

    /// The difference from the start, in milliseconds.
    fn shown(clock: &DatabaseClock) -> i128 {
        clock.now().duration_since(START).as_millis()
    }

    #[test]
    fn a_clock_that_is_off_is_corrected_and_one_in_step_is_left_alone() {
        let clock = DatabaseClock::over(Arc::new(ManualClock::new(START)));
        for (database, wanted) in [
            (900_000, 0),
            (-300_000_000, -300_000),
            (-300_500_000, -300_000),
            (5_000_000, 5_000),
            (1_000, 1),
        ] {
            clock.learn(clock.ask(), database);
            assert!((shown(&clock) - wanted).abs() <= 1, "{database}: {}", shown(&clock));
        }
    }

    #[test]
    fn a_machine_whose_clock_is_set_meanwhile_is_not_followed() {
        let own = Arc::new(ManualClock::new(START));
        let clock = DatabaseClock::over(Arc::clone(&own) as Arc<dyn Clock>);
        clock.learn(clock.ask(), 60_000_000);
        for minutes in [7, -14] {
            own.set(START + SignedDuration::from_mins(minutes));
            own.advance(Duration::from_secs(2));
        }
        assert_eq!(shown(&clock), 64_000);
    }

    #[test]
    fn clocks_that_drift_apart_are_brought_together_without_a_jump() {
        let own = Arc::new(ManualClock::new(START));
        let clock = DatabaseClock::over(Arc::clone(&own) as Arc<dyn Clock>);
        for beat in 1..=100 {
            own.advance(Duration::from_secs(3));
            let before = shown(&clock);
            clock.learn(clock.ask(), beat * 3_000_000 + 20_000);
            assert!((0..=1).contains(&(shown(&clock) - before)), "{beat}");
        }
        assert_eq!(shown(&clock), 300_020);
    }

    #[test]
    fn what_took_long_to_be_answered_corrects_nothing_that_it_does_not_know() {
        let own = Arc::new(ManualClock::new(START));
        let clock = DatabaseClock::over(Arc::clone(&own) as Arc<dyn Clock>);
        let asked = clock.ask();
        own.advance(Duration::from_secs(4));
        // It may have been read at the beginning of the four seconds or at their end.
        clock.learn(asked, 4_000_000);
        assert_eq!(shown(&clock), 4_000);
    }
}
