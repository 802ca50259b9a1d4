//! The database's clock, as this machine's corrected by the difference: processes on machines whose clocks differ agree on
//! what is due.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use pse_core::time::{Clock, SystemClock, later};

/// A difference up to this is not corrected: the clocks are kept in step, and time does not jump.
const IN_STEP: i64 = 1_000_000;

/// The longest sleep before the clock is looked at again.
const LOOK: Duration = Duration::from_secs(30);

/// A clock that shows the database's time.
#[derive(Debug, Clone)]
pub(crate) struct DatabaseClock {
    own: SystemClock,
    /// What is added to the machine's clock, in microseconds.
    ahead: Arc<AtomicI64>,
}

/// When the database was asked for its time.
#[derive(Debug)]
pub(crate) struct Asked {
    now: Timestamp,
    monotonic: Duration,
}

impl DatabaseClock {
    /// Makes a clock that shows the machine's time until it has learnt the database's.
    pub(crate) fn new() -> Self {
        Self { own: SystemClock::new(), ahead: Arc::default() }
    }

    /// Notes when the database is asked.
    pub(crate) fn ask(&self) -> Asked {
        Asked { now: self.own.now(), monotonic: self.own.monotonic() }
    }

    /// Learns what the database's clock showed, in microseconds since 1970, half-way between question and answer.
    pub(crate) fn learn(&self, asked: &Asked, shown: i64) {
        let way = self.own.monotonic().saturating_sub(asked.monotonic) / 2;
        let ahead = shown.saturating_sub(later(asked.now, way).as_microsecond());
        let known = self.ahead.load(Ordering::Relaxed);
        let uncertain = i64::try_from(way.as_micros()).unwrap_or(i64::MAX);
        if ahead.saturating_sub(known).saturating_abs() > IN_STEP.saturating_add(uncertain) {
            let ahead = if ahead.saturating_abs() > IN_STEP { ahead } else { 0 };
            tracing::warn!(
                microseconds = ahead,
                "the database's clock differs from this machine's"
            );
            self.ahead.store(ahead, Ordering::Relaxed);
        }
    }
}

#[async_trait]
impl Clock for DatabaseClock {
    fn now(&self) -> Timestamp {
        let ahead = SignedDuration::from_micros(self.ahead.load(Ordering::Relaxed));
        let own = self.own.now();
        own.checked_add(ahead).unwrap_or(own)
    }

    fn monotonic(&self) -> Duration {
        self.own.monotonic()
    }

    async fn sleep_until(&self, time: Timestamp) {
        while let Ok(left) = Duration::try_from(self.now().duration_until(time))
            && !left.is_zero()
        {
            self.own.sleep_until(later(self.own.now(), left.min(LOOK))).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_off_is_corrected_and_one_in_step_is_left_alone() {
        let clock = DatabaseClock::new();
        let shown = |ahead: i64| clock.own.now().as_microsecond() + ahead;
        for (ahead, corrected) in
            [(900_000, 0), (-300_000_000, -300), (-300_500_000, -300), (5_000_000, 5), (1_000, 0)]
        {
            clock.learn(&clock.ask(), shown(ahead));
            let difference = clock.now().duration_since(clock.own.now()).as_millis();
            assert!((difference - corrected * 1000).abs() < 100, "{ahead}: {difference}");
        }
    }
}
