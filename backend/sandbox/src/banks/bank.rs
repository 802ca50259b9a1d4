//! A bank of the test world and how it behaves.

use serde::Deserialize;

/// A bank of the test world, with what it does at a creation and what a buyer meets there.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Bank {
    /// The bank's code, at most six characters.
    pub(crate) code: String,
    /// The bank's name, at most 60 characters.
    pub(crate) name: String,
    /// What the bank lets a tester try; `None` for a bank without a purpose of its own.
    pub(crate) purpose: Option<String>,
    #[serde(default)]
    pub(crate) creation: Creation,
    #[serde(default)]
    pub(crate) journey: Journey,
}

/// What the bank does with a call that creates a transaction.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Creation {
    /// The transaction is created.
    #[default]
    Accept,
    /// The creation is refused with this `returnCode`.
    Refuse(String),
    /// The transaction is created and the caller gets no answer.
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
    /// The payment is pending now and approved after a while.
    ApproveLater,
    /// The payment stays pending for good.
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
