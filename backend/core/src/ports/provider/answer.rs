//! What a provider can say, in our words; its own words are kept beside them.

use pse_shared::Refusal;

use crate::model::{ProviderData, TransactionRef};

/// What a provider says of a transaction besides its status.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The provider's id of the transaction.
    pub transaction: Option<TransactionRef>,
    /// PSE's tracking code (CUS); leading zeros matter.
    pub cus: Option<String>,
    /// PSE's clearing cycle.
    pub transaction_cycle: Option<i32>,
    /// PSE's code for the outcome.
    pub reason_code: Option<String>,
    /// PSE's words for the outcome, masked.
    pub reason_text: Option<String>,
    /// When the bank processed the debit, as it came.
    pub bank_process_date: Option<String>,
    /// Whether the provider says that the transaction is a test.
    pub on_test: Option<bool>,
    /// The provider's own codes and ids, by name, masked.
    pub data: ProviderData,
}

/// The result of asking a provider to create a transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Creation {
    /// The transaction exists, and the bank's page is one a buyer may be sent to.
    Accepted {
        /// What the provider says of the transaction, with its id.
        facts: Facts,
        /// The address of the bank's page, to which the buyer goes.
        bank_url: String,
    },
    /// The provider refused: nothing was created that can be paid.
    Refused {
        /// What the provider says of the transaction; ids may be given even in a refusal.
        facts: Facts,
        /// Why the provider refused, in our own words.
        why: Refusal,
    },
    /// Provably nothing reached the provider.
    NotSent {
        /// Why, for the operator.
        why: NoAnswer,
    },
    /// The provider was asked and gave no usable answer: a transaction may exist that nobody can reach.
    Unanswered {
        /// What could be read of the answer.
        facts: Facts,
        /// Why, for the operator.
        why: NoAnswer,
    },
}

/// A provider's answer to a question about a transaction's status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusReport {
    /// The reference that the answer is about, where it names one; the transaction it is about is in the facts.
    pub reference: Option<String>,
    /// The transaction's status.
    pub verdict: Verdict,
    /// What the provider says of the transaction besides its status.
    pub facts: Facts,
}

/// A transaction's status, as its provider reports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The money was debited.
    Approved,
    /// The bank or the buyer declined.
    Rejected,
    /// The transaction failed.
    Failed,
    /// The outcome is not known yet.
    Pending,
    /// The provider used a word that its specification does not list: still pending, never declined. The word
    /// as it came; empty when there was none.
    UnknownWord(String),
    /// The provider answered that it cannot say, with this code: the question failed, not the payment.
    NotAnswered(String),
}

/// Why a call to a provider brought no usable answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoAnswer {
    /// Nothing was sent: our own limits are reached, or the request cannot be written.
    #[error("not asked: {0}")]
    NotAsked(String),
    /// Nothing came back in time, or the connection was refused or cut: the provider is out of order.
    #[error("no answer: {0}")]
    Unreachable(String),
    /// The provider refused our credentials while its clock and ours disagree.
    #[error("the clocks disagree by {skew_seconds} s and the provider refuses the request")]
    ClockSkew {
        /// The provider's clock minus ours, in seconds.
        skew_seconds: i64,
        /// The provider's words of refusal.
        words: String,
    },
    /// The provider refused our credentials, in these words, and not for the time: they are wrong, or not known there.
    #[error("the provider refuses our login or secret; it is not the clock")]
    WrongKeys(String),
    /// The provider refused to answer, in these words.
    #[error("the provider refuses the request")]
    Refused(String),
    /// The answer cannot be understood.
    #[error("garbled: {0}")]
    Garbled(String),
    /// Something came back that is no answer, such as a page for a browser.
    #[error("{why}")]
    Page {
        /// Why it is no answer.
        why: Box<NoAnswer>,
        /// What came back, as it came.
        words: String,
    },
}

/// What it displays, for logs and alerts, holds nothing that the provider wrote, but where a redirect leads.
impl NoAnswer {
    /// What the provider wrote instead of an answer; `None` where it wrote nothing.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::ClockSkew { words, .. }
            | Self::WrongKeys(words)
            | Self::Refused(words)
            | Self::Page { words, .. } => {
                Some(words).filter(|words| !words.is_empty()).map(String::as_str)
            }
            Self::NotAsked(_) | Self::Unreachable(_) | Self::Garbled(_) => None,
        }
    }

    /// Says why there is no answer, with the provider's own words: for the merchant, in the payment's history.
    #[must_use]
    pub fn for_history(&self) -> String {
        self.words().map_or_else(|| self.to_string(), |words| format!("{self}: {words}"))
    }
}
