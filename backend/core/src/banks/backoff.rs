//! Exponential backoff: how long a provider that gave no bank list is not asked again.

use std::time::Duration;

use jiff::Timestamp;

use crate::time::later;

/// The wait after the first failure; it doubles with each further one.
const FIRST: Duration = Duration::from_secs(1);
/// The longest wait.
const LONGEST: Duration = Duration::from_secs(60);

/// Exponential backoff: how long a provider is not asked again after failures.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Backoff {
    until: Option<Timestamp>,
    length: Duration,
}

impl Backoff {
    /// Records a failure at `now`: the next wait begins, twice as long as the last.
    pub(super) fn record_failure(&mut self, now: Timestamp) {
        self.length = (self.length * 2).clamp(FIRST, LONGEST);
        self.until = Some(later(now, self.length));
    }

    /// Whether the wait still lasts at `now`.
    pub(super) fn is_active(&self, now: Timestamp) -> bool {
        self.until.is_some_and(|until| now < until)
    }

    /// Seconds from `now` until the provider may be asked again, at least 1.
    pub(super) fn remaining_seconds(&self, now: Timestamp) -> u64 {
        let wait = self.until.map_or(0, |until| until.as_second().saturating_sub(now.as_second()));
        u64::try_from(wait).unwrap_or(0).max(1)
    }
}
