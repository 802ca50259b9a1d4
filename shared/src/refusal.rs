//! Why a provider refused to create a transaction, in our own words: they decide what the buyer reads.

/// Why a provider refused to create a transaction. `limit_exceeded`: the amount is over the limits that PSE has set for the
/// company. `bank_unreachable`: another bank may work. `misconfigured`: the provider does not accept how the service is
/// configured there. `other`: any other reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Refusal {
    /// The amount is over the limits that PSE has set for the company.
    LimitExceeded,
    /// The bank cannot be reached to begin the transaction.
    BankUnreachable,
    /// The provider does not accept how the service is configured there: entity, service, cycle or access.
    Misconfigured,
    /// Any other reason.
    Other,
}

impl Refusal {
    /// Every refusal.
    pub const ALL: [Self; 4] =
        [Self::LimitExceeded, Self::BankUnreachable, Self::Misconfigured, Self::Other];

    /// The refusal's name in the API and in the store.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LimitExceeded => "limit_exceeded",
            Self::BankUnreachable => "bank_unreachable",
            Self::Misconfigured => "misconfigured",
            Self::Other => "other",
        }
    }

    /// Finds a refusal by its name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|refusal| refusal.as_str() == name)
    }
}
