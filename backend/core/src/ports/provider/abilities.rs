//! A provider's features and limits, and its health.

use std::time::Duration;

/// The features and limits of a provider; fixed for as long as the service runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Abilities {
    /// Whether a payment may be split among dependent services (`credits`).
    pub multicredit: bool,
    /// The shortest time from a payment's creation to the first question about it.
    pub first_question_after: Duration,
    /// The shortest time between two questions about a payment.
    pub question_every: Duration,
}

/// The health of a provider, for the metrics.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Health {
    /// The provider's clock less ours, in milliseconds; 0 until measured.
    pub skew_millis: i64,
    /// How our clock is corrected in what we sign, in milliseconds; 0 while it is not.
    pub correction_millis: i64,
    /// Whether the breaker holds creations back because the provider does not answer.
    pub creations_held: bool,
    /// Whether the breaker holds questions back because the provider does not answer.
    pub questions_held: bool,
    /// How many rows of the provider's bank lists were left out since the start because they are no banks.
    pub bank_rows_dropped: u64,
}
