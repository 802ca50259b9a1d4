//! The kinds of alert.

use core::fmt;

/// A kind of trouble that an operator must look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Alert {
    /// A creation was not answered: the provider may hold a transaction that nobody can reach.
    Unanswered,
    /// The provider refused because of how the service is configured there.
    Configuration,
    /// The provider reports another state of a payment than its final one.
    Contradiction,
    /// The provider answered about another transaction or reference than was asked about.
    Mismatch,
    /// The provider used a word that its specification does not list.
    UnknownWord,
    /// The provider created a transaction and the store could not keep it.
    NotKept,
    /// The provider's clock and ours differ by more than 30 seconds.
    ClockSkew,
    /// Rows of the provider's bank list are no banks and were left out.
    BankListRowsDropped,
    /// What the store holds is damaged, so nothing more is written.
    StoreDamaged,
}

impl Alert {
    /// Every kind of alert, in the order of the metrics.
    pub const ALL: [Self; 9] = [
        Self::Unanswered,
        Self::Configuration,
        Self::Contradiction,
        Self::Mismatch,
        Self::UnknownWord,
        Self::NotKept,
        Self::ClockSkew,
        Self::BankListRowsDropped,
        Self::StoreDamaged,
    ];

    /// The alert's name in logs and metrics.
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
            Self::BankListRowsDropped => "bank_list_rows_dropped",
            Self::StoreDamaged => "store_damaged",
        }
    }
}

impl fmt::Display for Alert {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
