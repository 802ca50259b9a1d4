//! The errors of a store: it could not do what was asked, or cannot be opened.

/// Why a store could not do what was asked. Nothing was half done.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// The store cannot be reached, or failed.
    #[error("the store failed: {0}")]
    Failed(String),
    /// A stored row cannot be read: neither this version of the program writes it so, nor an earlier one.
    #[error("the store holds what cannot be read: {0}")]
    Corrupt(String),
    /// What is stored was found to be damaged, so nothing more is written; waiting does not mend it. The text is the
    /// operator's: it says where, what, and what to do.
    #[error("the store is damaged: {0}")]
    Damaged(String),
}

/// Why a store cannot be opened: what is wrong, and what to do, for the operator.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct OpenError(pub String);
