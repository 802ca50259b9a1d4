//! A bank of the test world and how it behaves.

use serde::Deserialize;

/// A bank.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Bank {
    /// At most six characters.
    pub(crate) code: String,
    /// At most 60 characters.
    pub(crate) name: String,
    /// What it is for, when it is there to be tested with.
    pub(crate) purpose: Option<String>,
    #[serde(default)]
    pub(crate) creation: Creation,
    #[serde(default)]
    pub(crate) journey: Journey,
}

/// What becomes of a creation call.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Creation {
    /// The transaction is created.
    #[default]
    Accept,
    /// It is not, with this `returnCode`.
    Refuse(String),
    /// It is created and the caller never hears of it.
    NeverAnswer,
}

/// What a buyer meets at a bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(from = "JourneyName")]
pub(crate) enum Journey {
    /// One page: confirm, and this is how it ends.
    Confirm(Ending),
    /// One page where the tester chooses how it ends.
    Choose,
    /// The portal of the cooperative network: document, entity, user, account, code, receipt.
    Network,
}

impl Default for Journey {
    fn default() -> Self {
        Self::Confirm(Ending::Approve)
    }
}

/// How a payment ends once the buyer confirmed it at the bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    Approve,
    Reject,
    Fail,
    /// Pending now, approved after a while.
    ApproveLater,
    /// Pending for good.
    StayPending,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum JourneyName {
    Approve,
    Reject,
    Fail,
    ApproveLater,
    StayPending,
    Choose,
    Network,
}

impl From<JourneyName> for Journey {
    fn from(name: JourneyName) -> Self {
        match name {
            JourneyName::Approve => Self::Confirm(Ending::Approve),
            JourneyName::Reject => Self::Confirm(Ending::Reject),
            JourneyName::Fail => Self::Confirm(Ending::Fail),
            JourneyName::ApproveLater => Self::Confirm(Ending::ApproveLater),
            JourneyName::StayPending => Self::Confirm(Ending::StayPending),
            JourneyName::Choose => Self::Choose,
            JourneyName::Network => Self::Network,
        }
    }
}
