//! The inputs and results of the payment state machine: events and transitions.

use pse_shared::{Actor, CheckoutState};

use crate::alerts::Alert;
use crate::model::{HistoryEntry, Payment};
use crate::ports::provider::{Creation, StatusReport};

/// An input of the payment state machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The call to create the transaction ended, with this result.
    Creation(Creation),
    /// The payment is still `creating`, but the process that called the provider is gone.
    Orphaned,
    /// The provider reported the transaction's status to this actor.
    Reported(Actor, StatusReport),
    /// This actor asked for the transaction's status and got no usable answer, for this reason.
    NotReported(Actor, String),
}

/// The result of an event in the payment state machine: what is to be stored and raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition {
    /// The payment after the event.
    pub payment: Payment,
    /// The row to add to the payment's history; `None` when nothing is new.
    pub history: Option<HistoryEntry>,
    /// The checkout's new state; `None` when it stays.
    pub checkout: Option<CheckoutState>,
    /// The alerts to raise.
    pub alerts: Vec<Alert>,
}

impl Transition {
    /// Whether the payment's state changes; its merchant and its buyer's page are told then.
    #[must_use]
    pub fn changes_state(&self) -> bool {
        self.history.as_ref().is_some_and(HistoryEntry::changes_state)
    }
}
