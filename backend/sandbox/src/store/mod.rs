//! What the sandbox remembers, all of it in memory behind one lock.
//!
//! - [`outcome`]: how a transaction can end, and the words for it
//! - [`transaction`]: a transaction and the moves it can make
//! - [`ledger`]: all transactions, by id and by the tokens of their pages
//! - [`calls`]: every call of the service
//! - [`faults`]: what a tester wants to go wrong
//! - [`mailbox`]: the messages it "sent"
//! - [`whole`]: from the world's start to moves that touch more than one of these

mod calls;
mod faults;
mod ledger;
mod mailbox;
mod outcome;
mod transaction;
mod whole;

pub(crate) use calls::{Call, Calls};
pub(crate) use faults::{FaultQueue, Kind, Planned};
pub(crate) use ledger::{Draft, Ledger};
pub(crate) use mailbox::{Channel, Mail, Mailbox};
pub(crate) use outcome::Outcome;
pub(crate) use transaction::{Refusal, Stage, State, Transaction, Visit};

use crate::network::Balances;
use crate::registry::{Book, Desks};

/// Everything remembered.
#[derive(Debug)]
pub(crate) struct Store {
    pub(crate) ledger: Ledger,
    pub(crate) calls: Calls,
    pub(crate) faults: FaultQueue,
    pub(crate) mailbox: Mailbox,
    pub(crate) book: Book,
    pub(crate) desks: Desks,
    pub(crate) balances: Balances,
}
