//! When the provider is asked about a payment (specification, `getTransactionInformation`:
//! 7 minutes after the creation, then at intervals of at least 12).

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// The probe's times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProbeTimes {
    /// From the creation to the first question.
    pub first_after: Duration,
    /// From an answer that is still pending to the next question.
    pub every: Duration,
}

impl ProbeTimes {
    /// When a payment created at a time is first due.
    #[must_use]
    pub fn first(&self, created_at: Timestamp) -> Timestamp {
        later(created_at, self.first_after)
    }

    /// When a payment asked about at a time is due again.
    #[must_use]
    pub fn next(&self, asked_at: Timestamp) -> Timestamp {
        later(asked_at, self.every)
    }
}

/// A time that much later; the latest there is, where that does not exist.
#[must_use]
pub fn later(at: Timestamp, by: Duration) -> Timestamp {
    SignedDuration::try_from(by)
        .ok()
        .and_then(|by| at.checked_add(by).ok())
        .unwrap_or(Timestamp::MAX)
}

/// A time that much earlier; the earliest there is, where that does not exist.
#[must_use]
pub fn earlier(at: Timestamp, by: Duration) -> Timestamp {
    SignedDuration::try_from(by)
        .ok()
        .and_then(|by| at.checked_sub(by).ok())
        .unwrap_or(Timestamp::MIN)
}
