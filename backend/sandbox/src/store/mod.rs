//! What the sandbox remembers, all of it in memory behind one lock.
//!
//! - [`outcome`]: how a transaction can end, and the words for it
//! - [`transaction`]: a transaction and the moves it can make
//! - [`ledger`]: all transactions, by id and by the tokens of their pages
//! - [`calls`]: every call of the service
//! - [`faults`]: what a tester wants to go wrong
//! - [`mailbox`]: the mails it "sent"

mod calls;
mod faults;
mod ledger;
mod mailbox;
mod outcome;
mod transaction;

pub(crate) use calls::{Call, Calls};
pub(crate) use faults::{FaultQueue, Kind, Planned};
pub(crate) use ledger::{Draft, Ledger};
pub(crate) use mailbox::{Mail, Mailbox};
pub(crate) use outcome::Outcome;
pub(crate) use transaction::{Refusal, Stage, State, Transaction, Visit};

/// Everything remembered.
#[derive(Debug, Default)]
pub(crate) struct Store {
    pub(crate) ledger: Ledger,
    pub(crate) calls: Calls,
    pub(crate) faults: FaultQueue,
    pub(crate) mailbox: Mailbox,
}
