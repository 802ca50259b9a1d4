//! How far a connection is in its current request, since when, and whether it is to end: read and written without a lock.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::task::Waker;
use std::time::Duration;

use futures_util::task::AtomicWaker;
use pse_core::time::Clock;

/// What a connection is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// No byte of the next request has come.
    Idle,
    /// Some of a request's head has come.
    Head,
    /// Some of a request's body is still to come.
    Body,
    /// The request is being handled.
    Handling,
    /// The answer is being sent.
    Answer,
    /// The answer is an event stream.
    Stream,
}

impl Phase {
    const ALL: [Self; 6] =
        [Self::Idle, Self::Head, Self::Body, Self::Handling, Self::Answer, Self::Stream];
    /// How many of the lowest bits hold a phase.
    const BITS: u32 = 3;

    const fn bits(self) -> u64 {
        match self {
            Self::Idle => 0,
            Self::Head => 1,
            Self::Body => 2,
            Self::Handling => 3,
            Self::Answer => 4,
            Self::Stream => 5,
        }
    }

    fn of(bits: u64) -> Self {
        let found = Self::ALL.into_iter().find(|phase| phase.bits() == bits % (1 << Self::BITS));
        found.unwrap_or(Self::Idle)
    }
}

/// What was asked of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// To go on.
    GoOn,
    /// To finish the request under way, if there is one, and close.
    Finish,
    /// To close at once.
    Close,
}

/// The progress of one connection.
pub struct Progress {
    clock: Arc<dyn Clock>,
    /// Milliseconds, shifted by the bits of the phase.
    current: AtomicU64,
    /// Milliseconds at which a write began to stand, and one more; zero while none does.
    standing: AtomicU64,
    wish: AtomicU8,
    waker: AtomicWaker,
}

impl Progress {
    /// The progress of a connection that has just been accepted.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        let progress = Self {
            clock,
            current: AtomicU64::new(0),
            standing: AtomicU64::new(0),
            wish: AtomicU8::new(0),
            waker: AtomicWaker::new(),
        };
        progress.enter(Phase::Idle);
        progress
    }

    /// Notes that a phase begins now.
    pub fn enter(&self, phase: Phase) {
        let current = (self.now() << Phase::BITS) | phase.bits();
        self.current.store(current, Ordering::Relaxed);
    }

    /// What the connection does.
    #[must_use]
    pub fn phase(&self) -> Phase {
        Phase::of(self.current.load(Ordering::Relaxed))
    }

    /// What the connection does, and since when.
    #[must_use]
    pub fn current(&self) -> (Phase, Duration) {
        let current = self.current.load(Ordering::Relaxed);
        (Phase::of(current), Duration::from_millis(current >> Phase::BITS))
    }

    /// Notes whether a write stands because the client does not read.
    pub fn stands(&self, stands: bool) {
        let standing = self.standing.load(Ordering::Relaxed) != 0;
        if stands && !standing {
            self.standing.store(self.now().saturating_add(1), Ordering::Relaxed);
        } else if !stands && standing {
            self.standing.store(0, Ordering::Relaxed);
        }
    }

    /// Since when a write stands; `None` while none does.
    #[must_use]
    pub fn standing_since(&self) -> Option<Duration> {
        let standing = self.standing.load(Ordering::Relaxed);
        standing.checked_sub(1).map(Duration::from_millis)
    }

    /// Asks the connection to end, by itself or at once. Whether that is news.
    pub fn ask(&self, wish: Wish) -> bool {
        let bits = match wish {
            Wish::GoOn => 0,
            Wish::Finish => 1,
            Wish::Close => 2,
        };
        // Who was to close at once no longer finishes anything.
        let before = self.wish.fetch_max(bits, Ordering::Relaxed);
        self.waker.wake();
        before < bits
    }

    /// What was asked of the connection; wakes the waker at the next wish.
    pub fn wish(&self, waker: &Waker) -> Wish {
        self.waker.register(waker);
        match self.wish.load(Ordering::Relaxed) {
            0 => Wish::GoOn,
            1 => Wish::Finish,
            _ => Wish::Close,
        }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.clock.monotonic().as_millis()).unwrap_or(u64::MAX >> Phase::BITS)
    }
}

#[cfg(test)]
mod tests {
    use pse_core::ports::store_suite::samples;
    use pse_core::time::ManualClock;

    use super::*;

    #[test]
    fn each_phase_is_known_with_the_time_it_began() {
        let clock = Arc::new(ManualClock::new(samples::minute(0)));
        let progress = Progress::new(Arc::clone(&clock) as Arc<dyn Clock>);
        for (seconds, phase) in (1..).zip(Phase::ALL) {
            clock.advance(Duration::from_secs(1));
            progress.enter(phase);
            assert_eq!(progress.current(), (phase, Duration::from_secs(seconds)));
        }
    }

    #[test]
    fn a_write_stands_since_it_first_did() {
        let clock = Arc::new(ManualClock::new(samples::minute(0)));
        let progress = Progress::new(Arc::clone(&clock) as Arc<dyn Clock>);
        progress.stands(true);
        clock.advance(Duration::from_secs(1));
        progress.stands(true);
        assert_eq!(progress.standing_since(), Some(Duration::ZERO));
        progress.stands(false);
        assert_eq!(progress.standing_since(), None);
    }

    #[test]
    fn who_is_to_close_does_not_go_back_to_finishing() {
        let progress = Progress::new(Arc::new(ManualClock::new(samples::minute(0))));
        assert!(progress.ask(Wish::Close));
        assert!(!progress.ask(Wish::Finish));
        assert_eq!(progress.wish(Waker::noop()), Wish::Close);
    }
}
