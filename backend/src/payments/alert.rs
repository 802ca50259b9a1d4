//! What an operator must know.

use core::fmt;

/// Something that needs a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Alert {
    /// The provider may hold a transaction that nobody can reach.
    Unanswered,
    /// A refusal that speaks of our configuration.
    Configuration,
    /// The provider contradicts a final state.
    Contradiction,
    /// An answer about another transaction or reference.
    Mismatch,
    /// A word the specification does not list.
    UnknownWord,
    /// The provider created a transaction and the store could not keep it.
    NotKept,
    /// The clocks disagree by more than 30 seconds.
    ClockSkew,
}

impl Alert {
    /// Every alert.
    pub const ALL: [Self; 7] = [
        Self::Unanswered,
        Self::Configuration,
        Self::Contradiction,
        Self::Mismatch,
        Self::UnknownWord,
        Self::NotKept,
        Self::ClockSkew,
    ];

    /// Its name in logs and metrics.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unanswered => "unanswered",
            Self::Configuration => "configuration",
            Self::Contradiction => "contradiction",
            Self::Mismatch => "mismatch",
            Self::UnknownWord => "unknown_word",
            Self::NotKept => "not_kept",
            Self::ClockSkew => "clock_skew",
        }
    }
}

impl fmt::Display for Alert {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
