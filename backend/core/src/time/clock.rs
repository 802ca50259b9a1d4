//! The clock: the only place where time enters, so that tests can hold it.

use std::time::{Duration, Instant};

use async_trait::async_trait;
use jiff::Timestamp;
use tokio::sync::watch;

/// A source of time that tests can replace: the time now, and waiting for a later one.
#[async_trait]
pub trait Clock: Send + Sync {
    /// Returns the wall clock's time, which may jump.
    fn now(&self) -> Timestamp;

    /// Returns the time since an arbitrary start; it never decreases. For measuring durations.
    fn monotonic(&self) -> Duration;

    /// Returns once [`Self::now`] is `time` or later.
    async fn sleep_until(&self, time: Timestamp);
}

/// The clock of the operating system.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock {
    began: Instant,
}

impl SystemClock {
    /// The longest sleep before the wall clock is looked at again, as it may have been
    /// set or the machine suspended.
    const LOOK: Duration = Duration::from_secs(30);

    /// Makes a clock whose monotonic time starts now.
    #[must_use]
    pub fn new() -> Self {
        Self { began: Instant::now() }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is where the time enters")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn monotonic(&self) -> Duration {
        self.began.elapsed()
    }

    #[expect(clippy::disallowed_methods, reason = "this is where waiting is done")]
    async fn sleep_until(&self, time: Timestamp) {
        while let Ok(left) = Duration::try_from(self.now().duration_until(time))
            && !left.is_zero()
        {
            tokio::time::sleep(left.min(Self::LOOK)).await;
        }
    }
}

/// A clock for tests that stands still until it is moved.
#[derive(Debug)]
pub struct ManualClock {
    time: watch::Sender<Reading>,
    sleepers: watch::Sender<usize>,
}

#[derive(Debug, Clone, Copy)]
struct Reading {
    now: Timestamp,
    monotonic: Duration,
}

impl ManualClock {
    /// Makes a clock that shows `now`.
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        let reading = Reading { now, monotonic: Duration::ZERO };
        Self { time: watch::Sender::new(reading), sleepers: watch::Sender::new(0) }
    }

    /// Lets time pass, and wakes whoever waited for it.
    pub fn advance(&self, by: Duration) {
        self.time.send_modify(|reading| {
            reading.now = reading.now.saturating_add(by).unwrap_or(Timestamp::MAX);
            reading.monotonic = reading.monotonic.saturating_add(by);
        });
    }

    /// Sets the wall clock, forth or back, as an administrator or NTP does; no time
    /// passes on the monotonic one.
    pub fn set(&self, now: Timestamp) {
        self.time.send_modify(|reading| reading.now = now);
    }

    /// Returns once at least `count` tasks wait in [`Clock::sleep_until`], so that a test
    /// advances the clock when everybody is where it wants them.
    pub async fn wait_for_sleepers(&self, count: usize) {
        let mut sleepers = self.sleepers.subscribe();
        // The sender lives as long as `self`, so this can't fail.
        let _ = sleepers.wait_for(|waiting| *waiting >= count).await;
    }
}

#[async_trait]
impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        self.time.borrow().now
    }

    fn monotonic(&self) -> Duration {
        self.time.borrow().monotonic
    }

    async fn sleep_until(&self, time: Timestamp) {
        let mut readings = self.time.subscribe();
        if readings.borrow_and_update().now >= time {
            return;
        }
        let _waiting = Waiting::begin(&self.sleepers);
        let _ = readings.wait_for(|reading| reading.now >= time).await;
    }
}

/// Counted while it lives, also when its task is dropped half-way.
struct Waiting<'a>(&'a watch::Sender<usize>);

impl<'a> Waiting<'a> {
    fn begin(sleepers: &'a watch::Sender<usize>) -> Self {
        sleepers.send_modify(|count| *count += 1);
        Self(sleepers)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|count| *count = count.saturating_sub(1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn noon() -> Timestamp {
        "2026-11-23T12:00:00-05:00".parse().unwrap()
    }

    #[tokio::test]
    async fn a_sleeper_wakes_when_its_time_has_come_and_not_before() {
        let clock = Arc::new(ManualClock::new(noon()));
        let target = noon() + Duration::from_secs(480);
        let sleeper = tokio::spawn({
            let clock = Arc::clone(&clock);
            async move {
                clock.sleep_until(target).await;
                clock.now()
            }
        });
        clock.wait_for_sleepers(1).await;
        clock.advance(Duration::from_secs(479));
        tokio::task::yield_now().await;
        assert!(!sleeper.is_finished());
        clock.advance(Duration::from_secs(1));
        assert_eq!(sleeper.await.unwrap(), target);
    }

    #[tokio::test]
    async fn a_time_that_has_passed_is_not_waited_for() {
        ManualClock::new(noon()).sleep_until(noon()).await;
        SystemClock::new().sleep_until(noon() - Duration::from_secs(1_000_000_000)).await;
    }

    #[tokio::test]
    async fn the_system_clock_wakes_at_or_after_the_time() {
        let clock = SystemClock::new();
        let target = clock.now() + Duration::from_millis(20);
        clock.sleep_until(target).await;
        assert!(clock.now() >= target);
        assert!(clock.monotonic() > Duration::ZERO);
    }

    #[test]
    fn setting_the_wall_clock_passes_no_time() {
        let clock = ManualClock::new(noon());
        clock.advance(Duration::from_secs(5));
        clock.set(noon());
        assert_eq!((clock.now(), clock.monotonic()), (noon(), Duration::from_secs(5)));
    }

    #[tokio::test]
    async fn a_dropped_sleeper_is_not_counted() {
        let clock = ManualClock::new(noon());
        let later = noon() + Duration::from_secs(1);
        tokio::select! {
            () = clock.sleep_until(later) => panic!("time stood still"),
            () = clock.wait_for_sleepers(1) => {}
        }
        assert_eq!(*clock.sleepers.borrow(), 0);
    }
}
