//! `GET /v1/banks`.

/// A bank that can be paid from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Bank {
    /// The bank's code, as the provider gives it (`bankCode`).
    pub code: String,
    /// The bank's name, as the provider writes it.
    pub name: String,
}

/// The banks that can be paid from, in alphabetical order, without the provider's hint to choose one (code 0).
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct BankList {
    /// The banks, in alphabetical order.
    pub banks: Vec<Bank>,
    /// When the provider gave the list.
    #[cfg_attr(feature = "schema", schema(format = DateTime))]
    pub as_of: String,
    /// Whether the list is an earlier day's, because today's could not be had.
    pub stale: bool,
}
