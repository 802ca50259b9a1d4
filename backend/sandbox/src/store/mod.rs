//! What the sandbox remembers, all of it in memory behind one lock.
//!
//! - [`state`]: a transaction's state, as the service tells it
//! - [`outcome`]: how a transaction can end, and the words for it
//! - [`balances`]: what the accounts still allow
//! - [`portal_session`]: where a member is in the cooperative network's portal
//! - [`transaction`]: a transaction and the moves it can make
//! - [`ledger`]: all transactions, by id and by the tokens of their pages
//! - [`calls`]: every call of the service
//! - [`faults`]: what a tester wants to go wrong
//! - [`change`]: how an answer is sent otherwise than it was written
//! - [`mailbox`]: the messages it "sent"
//! - [`reset`]: from the world's start to moves that touch more than one of these

mod balances;
mod calls;
mod change;
mod faults;
mod ledger;
mod mailbox;
mod outcome;
mod portal_session;
mod reset;
mod state;
mod transaction;

pub(crate) use balances::{Balances, Decline};
pub(crate) use calls::{Call, Calls};
pub(crate) use change::{Change, Charset};
pub(crate) use faults::{FaultKind, FaultQueue, PlannedFault};
pub(crate) use ledger::{Ledger, NewTransaction};
pub(crate) use mailbox::{Channel, Mail, Mailbox};
pub(crate) use outcome::Outcome;
pub(crate) use portal_session::{MAX_TRIES, PortalSession, PortalStep, Receipt};
pub(crate) use state::State;
pub(crate) use transaction::{Refusal, Stage, Transaction, Visit};

use crate::registry::{RegistrationSessions, Registrations};

/// Everything the sandbox remembers.
#[derive(Debug)]
pub(crate) struct Store {
    pub(crate) ledger: Ledger,
    pub(crate) calls: Calls,
    pub(crate) faults: FaultQueue,
    pub(crate) mailbox: Mailbox,
    pub(crate) registrations: Registrations,
    pub(crate) registration_sessions: RegistrationSessions,
    pub(crate) balances: Balances,
}
