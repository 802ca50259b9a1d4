//! Slots and circuit breaker: how many calls run at once, and when none at all. Each operation has its own slots, so
//! that hung creations starve neither bank list nor information; a breaker rejects before
//! anything is sent, never after.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};

use jiff::Timestamp;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use pse_core::ports::provider::NoAnswer;

/// The number of outages in a row that opens the breaker.
const OPENS_AFTER: u32 = 10;
/// How long the breaker stays open, in milliseconds; then one call at a time may try.
const OPEN_MILLIS: i64 = 10_000;

/// The limits of one operation: its slots (concurrent calls) and its circuit breaker.
#[derive(Debug)]
pub struct Limit {
    slots: Arc<Semaphore>,
    outages: AtomicU32,
    /// Milliseconds since the epoch before which nothing is sent.
    closed_at: AtomicI64,
}

/// A slot for one call, released when it is dropped.
#[derive(Debug)]
pub struct Slot(#[expect(dead_code, reason = "held, not read")] OwnedSemaphorePermit);

impl Limit {
    /// Makes a limit with so many slots, its breaker closed.
    #[must_use]
    pub fn new(slots: usize) -> Self {
        Self {
            slots: Arc::new(Semaphore::new(slots)),
            outages: AtomicU32::new(0),
            closed_at: AtomicI64::new(i64::MIN),
        }
    }

    /// Takes a slot for a call now.
    ///
    /// # Errors
    /// [`NoAnswer::NotAsked`] when the breaker is open or all slots are taken.
    pub fn admit(&self, now: Timestamp) -> Result<Slot, NoAnswer> {
        let closed_at = self.closed_at.load(Ordering::Relaxed);
        if now.as_millisecond() < closed_at {
            return Err(NoAnswer::NotAsked("the provider does not answer for now".to_owned()));
        }
        if closed_at != i64::MIN {
            // Half open: whoever moves the mark tries, the others wait another while.
            let next = now.as_millisecond().saturating_add(OPEN_MILLIS);
            if self
                .closed_at
                .compare_exchange(closed_at, next, Ordering::Relaxed, Ordering::Relaxed)
                .is_err()
            {
                return Err(NoAnswer::NotAsked("the provider is being tried".to_owned()));
            }
        }
        Arc::clone(&self.slots)
            .try_acquire_owned()
            .map(Slot)
            .map_err(|_| NoAnswer::NotAsked("too many calls at once".to_owned()))
    }

    /// Records that the provider answered, whatever it said: the breaker closes.
    pub fn answered(&self) {
        self.outages.store(0, Ordering::Relaxed);
        self.closed_at.store(i64::MIN, Ordering::Relaxed);
    }

    /// Records that the provider did not answer; enough outages in a row open the breaker.
    pub fn outage(&self, now: Timestamp) {
        if self.outages.fetch_add(1, Ordering::Relaxed).saturating_add(1) >= OPENS_AFTER {
            self.closed_at
                .store(now.as_millisecond().saturating_add(OPEN_MILLIS), Ordering::Relaxed);
        }
    }

    /// Whether the breaker is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.closed_at.load(Ordering::Relaxed) != i64::MIN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millisecond(1_700_000_000_000 + millis).unwrap()
    }

    #[test]
    fn over_its_slots_a_call_is_refused_before_it_is_made() {
        let limit = Limit::new(1);
        let held = limit.admit(at(0)).unwrap();
        assert!(limit.admit(at(0)).is_err());
        drop(held);
        assert!(limit.admit(at(0)).is_ok());
    }

    #[test]
    fn ten_outages_in_a_row_open_it_and_one_call_tries_later() {
        let limit = Limit::new(5);
        for _ in 0..OPENS_AFTER {
            drop(limit.admit(at(0)).unwrap());
            limit.outage(at(0));
        }
        assert!(limit.admit(at(9_999)).is_err(), "open");
        let trial = limit.admit(at(10_000));
        assert!(trial.is_ok(), "half open");
        assert!(limit.admit(at(10_001)).is_err(), "only one tries");
        limit.answered();
        assert!(limit.admit(at(10_002)).is_ok(), "closed again");
    }

    #[test]
    fn an_answer_between_outages_keeps_it_closed() {
        let limit = Limit::new(5);
        for _ in 0..OPENS_AFTER * 3 {
            limit.outage(at(0));
            limit.answered();
        }
        assert!(!limit.is_open());
    }
}
