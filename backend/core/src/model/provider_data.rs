//! What is the provider's own: its name for a transaction, and its words, masked.

use std::collections::BTreeMap;
use std::fmt;

/// A provider's id of a transaction, as text: only the provider that gave it knows its form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TransactionRef(String);

impl TransactionRef {
    /// Takes the id as the provider gave it.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The transaction id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TransactionRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A provider's own codes and ids of a payment, by name, masked. Kept and shown to the merchant, never read by
/// the core, never shown to the buyer.
pub type ProviderData = BTreeMap<String, String>;
