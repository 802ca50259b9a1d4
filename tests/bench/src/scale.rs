//! How long and how large a run is.

use std::time::Duration;

/// The size of a run: all of it, or a short one whose numbers are no result.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale {
    /// Whether this is the short form, which shows that the measurements work and nothing else.
    pub(crate) short: bool,
    /// How often both sides are measured in turn.
    pub(crate) rounds: usize,
    /// How long one side of one round is kept under load.
    pub(crate) slice: Duration,
    /// Rows in a small store.
    pub(crate) few: u32,
    /// Rows in a large store.
    pub(crate) many: u32,
}

impl Scale {
    /// The full form.
    pub(crate) const FULL: Self = Self {
        short: false,
        rounds: 7,
        slice: Duration::from_secs(2),
        few: 10_000,
        many: 1_000_000,
    };

    /// The short form.
    pub(crate) const SHORT: Self = Self {
        short: true,
        rounds: 3,
        slice: Duration::from_millis(500),
        few: 1_000,
        many: 10_000,
    };

    /// A count of the full form, or its tenth in the short one.
    pub(crate) const fn count(&self, full: usize) -> usize {
        if self.short { full.div_ceil(10) } else { full }
    }
}
