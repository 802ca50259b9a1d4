//! The history of a payment: what happened, and which actor caused it.

use jiff::Timestamp;
use pse_shared::{Actor, PaymentState};

use super::ProviderData;

/// One row of a payment's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// When the event happened.
    pub at: Timestamp,
    /// The payment's state before; `None` in the first row.
    pub from: Option<PaymentState>,
    /// The payment's state after.
    pub to: PaymentState,
    /// The actor who caused the event.
    pub by: Actor,
    /// The provider's own words in this answer, masked.
    pub provider_data: ProviderData,
    /// PSE's code for the outcome.
    pub reason_code: Option<String>,
    /// PSE's words for the outcome, masked.
    pub reason_text: Option<String>,
    /// Our own note on the event, where the provider's words do not explain it.
    pub note: Option<String>,
}

impl HistoryEntry {
    /// Makes a history row without any of the provider's words.
    #[must_use]
    pub fn new(at: Timestamp, from: Option<PaymentState>, to: PaymentState, by: Actor) -> Self {
        Self {
            at,
            from,
            to,
            by,
            provider_data: ProviderData::new(),
            reason_code: None,
            reason_text: None,
            note: None,
        }
    }

    /// Whether the payment's state changed in this row.
    #[must_use]
    pub fn changes_state(&self) -> bool {
        self.from != Some(self.to)
    }
}
