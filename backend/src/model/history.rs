//! What happened to a payment, and who asked.

use jiff::Timestamp;
use pse_shared::PaymentState;

/// Who made the provider be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Asker {
    /// The buyer confirmed.
    Buyer,
    /// The buyer came back from the bank.
    Return,
    /// The probe.
    Probe,
    /// The merchant's server.
    Merchant,
    /// Nobody: start-up found it half done.
    System,
}

impl Asker {
    /// Every asker.
    pub const ALL: [Self; 5] =
        [Self::Buyer, Self::Return, Self::Probe, Self::Merchant, Self::System];

    /// The name in the API and in the store.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Buyer => "buyer",
            Self::Return => "return",
            Self::Probe => "probe",
            Self::Merchant => "merchant",
            Self::System => "system",
        }
    }

    /// The asker of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|asker| asker.as_str() == name)
    }
}

/// One row of a payment's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// When.
    pub at: Timestamp,
    /// The state before; `None` in the first row.
    pub from: Option<PaymentState>,
    /// The state after.
    pub to: PaymentState,
    /// Who asked.
    pub by: Asker,
    /// The provider's `returnCode`.
    pub return_code: Option<String>,
    /// The provider's `transactionState`, as it came.
    pub transaction_state: Option<String>,
    /// `responseReasonCode`.
    pub reason_code: Option<String>,
    /// `responseReasonText`.
    pub reason_text: Option<String>,
    /// What happened, where the provider's codes do not say it.
    pub note: Option<String>,
}

impl HistoryEntry {
    /// The provider's own words by their names.
    #[must_use]
    pub fn data(&self) -> std::collections::BTreeMap<String, String> {
        [("return_code", &self.return_code), ("transaction_state", &self.transaction_state)]
            .into_iter()
            .filter_map(|(name, word)| Some((name.to_owned(), word.clone()?)))
            .collect()
    }
}
