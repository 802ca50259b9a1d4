//! What the tasks of the load share: where the service is, what has been done, the latest checkouts.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Interval, MissedTickBehavior, interval};

/// Checkouts that reads go to: the latest.
const LATEST: usize = 500;

/// What has been done so far.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) creations: AtomicU64,
    pub(super) reads: AtomicU64,
    pub(super) streams: AtomicU64,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |count: &AtomicU64| count.load(Ordering::Relaxed);
        let Self { creations, reads, streams } = self;
        write!(f, "{} creations, {} reads, {} streams", of(creations), of(reads), of(streams))
    }
}

/// What the tasks share.
#[derive(Clone)]
pub(super) struct Shared {
    pub(super) address: Arc<str>,
    pub(super) counts: Arc<Counts>,
    checkouts: Arc<Mutex<Vec<String>>>,
}

impl Shared {
    /// Nothing done yet at the service `host:port`.
    pub(super) fn of(service: &str) -> Self {
        Self { address: service.into(), counts: Arc::default(), checkouts: Arc::default() }
    }

    /// One of the latest checkouts, another one each time.
    pub(super) fn checkout(&self, number: u64) -> Option<String> {
        let checkouts = self.checkouts.lock().unwrap_or_else(PoisonError::into_inner);
        let place = usize::try_from(number).unwrap_or(0).checked_rem(checkouts.len())?;
        checkouts.get(place).cloned()
    }

    /// Adds a checkout in the place of the oldest.
    pub(super) fn add(&self, checkout: String, number: u64) {
        let mut checkouts = self.checkouts.lock().unwrap_or_else(PoisonError::into_inner);
        let place = usize::try_from(number).unwrap_or(0) % LATEST;
        match checkouts.get_mut(place) {
            Some(oldest) => *oldest = checkout,
            None => checkouts.push(checkout),
        }
    }
}

/// Ticks that stay apart also after a late one.
pub(super) fn every(time: Duration) -> Interval {
    let mut ticks = interval(time);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}
