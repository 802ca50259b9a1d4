//! What the provider can say, in our words.

use pse_placetopay::{InformationCode, TransactionState};

/// The provider's codes and text, as they came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reason {
    /// `returnCode`.
    pub return_code: Option<String>,
    /// `responseCode`.
    pub response_code: Option<i32>,
    /// `responseReasonCode`.
    pub reason_code: Option<String>,
    /// `responseReasonText`.
    pub reason_text: Option<String>,
}

/// The names it gave a transaction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// `transactionID`.
    pub transaction_id: Option<i64>,
    /// `sessionID`.
    pub session_id: Option<String>,
    /// `trazabilityCode`.
    pub cus: Option<String>,
    /// `transactionCycle`.
    pub transaction_cycle: Option<i32>,
}

/// What asking to create a transaction came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Creation {
    /// `SUCCESS`, with a transaction and a usable bank address.
    Accepted {
        /// The transaction's names.
        names: Names,
        /// Where the buyer goes.
        bank_url: String,
        /// Codes and text.
        reason: Reason,
    },
    /// A code that is not `SUCCESS`, or a fault: nothing was created that can be paid.
    Refused {
        /// Names are given even then.
        names: Names,
        /// Codes and text.
        reason: Reason,
        /// Whether the code speaks of our configuration.
        configuration: bool,
    },
    /// Provably nothing reached the provider.
    NotSent {
        /// Why, for the operator.
        why: String,
    },
    /// Asked, and no usable answer: a transaction may exist that nobody can reach.
    Unanswered {
        /// Whatever could be read.
        names: Names,
        /// Codes and text, whatever could be read.
        reason: Reason,
        /// Why, for the operator.
        why: String,
    },
}

/// What the provider says of a transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Information {
    /// `transactionID` it speaks of.
    pub transaction_id: Option<i64>,
    /// `reference` it speaks of.
    pub reference: Option<String>,
    /// `returnCode`: whether the question was answered.
    pub code: InformationCode,
    /// `transactionState`.
    pub state: Option<TransactionState>,
    /// `trazabilityCode`.
    pub cus: Option<String>,
    /// `transactionCycle`.
    pub transaction_cycle: Option<i32>,
    /// `bankProcessDate`, as it came.
    pub bank_process_date: Option<String>,
    /// `onTest`.
    pub on_test: Option<bool>,
    /// Codes and text.
    pub reason: Reason,
}

/// Why a question (bank list, information) has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoAnswer {
    /// Nothing was sent: over our own limits, or the provider is not asked for now.
    #[error("not asked: {0}")]
    NotAsked(String),
    /// Nothing came back in time, or the connection was cut or refused.
    #[error("no answer: {0}")]
    Unreachable(String),
    /// The seed was rejected while the clocks disagree.
    #[error("the clocks disagree by {skew_seconds} s and the provider rejects the seed: {fault}")]
    ClockSkew {
        /// Provider's clock less ours.
        skew_seconds: i64,
        /// Its words.
        fault: String,
    },
    /// It answered a fault.
    #[error("fault: {0}")]
    Fault(String),
    /// It answered what cannot be understood.
    #[error("garbled: {0}")]
    Garbled(String),
}
