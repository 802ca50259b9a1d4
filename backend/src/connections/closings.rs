//! Why connections and event streams were ended by the service, counted.

use std::sync::atomic::{AtomicU64, Ordering};

/// Why the service ended a connection, or did not begin one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// There were too many, and this one had waited longest for its client.
    Crowded,
    /// There were too many, and none that could be closed instead of this new one.
    Refused,
    /// No request came in time.
    Idle,
    /// A request's head did not come in time.
    SlowHead,
    /// A request's body did not come in time.
    SlowBody,
    /// A request was not answered in time.
    SlowHandling,
    /// An answer was not taken in time.
    SlowReading,
    /// The system gave no connection: descriptors or memory are short.
    NotAccepted,
}

impl Closing {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Crowded,
        Self::Refused,
        Self::Idle,
        Self::SlowHead,
        Self::SlowBody,
        Self::SlowHandling,
        Self::SlowReading,
        Self::NotAccepted,
    ];

    /// The reason as a word, for metrics.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Crowded => "crowded",
            Self::Refused => "refused",
            Self::Idle => "idle",
            Self::SlowHead => "slow_head",
            Self::SlowBody => "slow_body",
            Self::SlowHandling => "slow_handling",
            Self::SlowReading => "slow_reading",
            Self::NotAccepted => "not_accepted",
        }
    }
}

/// How often each [`Closing`] has happened.
#[derive(Debug, Default)]
pub struct ClosingCounts([AtomicU64; Closing::ALL.len()]);

impl ClosingCounts {
    /// Counts one.
    pub fn count(&self, closing: Closing) {
        for (known, count) in Closing::ALL.iter().zip(&self.0) {
            if *known == closing {
                count.fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    /// Returns the counts so far, by the reason's word.
    #[must_use]
    pub fn read(&self) -> Vec<(&'static str, u64)> {
        let counts = Closing::ALL.iter().zip(&self.0);
        counts.map(|(known, count)| (known.as_str(), count.load(Ordering::Relaxed))).collect()
    }
}
