//! Who made the provider be asked about a payment.

/// The actor that made the provider be asked: the buyer by confirming, the buyer's return, the probe, the merchant, or the
/// service's own start-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Actor {
    /// The buyer, who confirmed the payment.
    Buyer,
    /// The buyer, who came back from the bank.
    Return,
    /// The probe, as the payment was due.
    Probe,
    /// The merchant's server, which wanted to know.
    Merchant,
    /// The service itself, which found the payment half done.
    System,
}

impl Actor {
    /// Every actor.
    pub const ALL: [Self; 5] =
        [Self::Buyer, Self::Return, Self::Probe, Self::Merchant, Self::System];

    /// The actor's name in the API and in the store.
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

    /// The actor of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|actor| actor.as_str() == name)
    }
}
