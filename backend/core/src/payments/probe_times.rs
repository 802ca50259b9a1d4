//! When the provider is asked about a payment (the provider allows the first question
//! 7 minutes after the creation, then intervals of at least 12).

use std::time::Duration;

use jiff::Timestamp;

use crate::time::later;

/// The longest that a question may come after its claim.
const LONGEST_DELAY: Duration = Duration::from_secs(5);

/// The times at which the probe asks about a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProbeTimes {
    /// The time from a payment's creation to the first question about it.
    pub first_after: Duration,
    /// The time from an answer that is still pending to the next question.
    pub every: Duration,
}

impl ProbeTimes {
    /// When a payment created at `created_at` is first due.
    #[must_use]
    pub fn first(&self, created_at: Timestamp) -> Timestamp {
        later(created_at, self.first_after)
    }

    /// When a payment last asked about at `asked_at` is due again.
    #[must_use]
    pub fn next(&self, asked_at: Timestamp) -> Timestamp {
        later(asked_at, self.every)
    }

    /// How long after its claim a payment may still be asked about. A process that was held up for longer claims it anew:
    /// another one may ask by then.
    #[must_use]
    pub fn delay(&self) -> Duration {
        LONGEST_DELAY.min(self.every / 10)
    }

    /// When a payment claimed at `claimed_at` is due again if no answer is stored: an interval after its question,
    /// however late that was.
    #[must_use]
    pub fn after_claim(&self, claimed_at: Timestamp) -> Timestamp {
        later(self.next(claimed_at), self.delay())
    }
}
