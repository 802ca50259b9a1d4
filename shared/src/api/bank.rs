//! `GET /v1/banks`.

/// A bank of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Bank {
    /// `bankCode`, up to six characters.
    pub code: String,
    /// `bankName`, as the provider writes it.
    pub name: String,
}

/// The banks that can be paid from now, alphabetical, without the provider's code-0 hint.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct BankList {
    /// The banks.
    pub banks: Vec<Bank>,
    /// When the provider gave the list.
    pub as_of: String,
    /// Whether it is an earlier day's, because today's could not be had.
    pub stale: bool,
}
