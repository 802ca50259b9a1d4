//! From the world's start to moves that touch more than one part of the memory.

use jiff::Timestamp;

use super::{Calls, FaultQueue, Ledger, Mailbox, Outcome, Stage, Store};
use crate::messages;
use crate::network::{Balances, Walk};
use crate::registry::{Book, Desks};
use crate::world::World;

impl Store {
    /// As the world has it, nothing happened yet.
    pub(crate) fn new(world: &World) -> Self {
        Self {
            ledger: Ledger::default(),
            calls: Calls::default(),
            faults: FaultQueue::default(),
            mailbox: Mailbox::default(),
            book: Book::new(world),
            desks: Desks::default(),
            balances: Balances::new(world),
        }
    }

    /// Back to the start; only ids go on.
    pub(crate) fn reset(&mut self, world: &World) {
        self.ledger.forget();
        let ledger = core::mem::take(&mut self.ledger);
        *self = Self { ledger, ..Self::new(world) };
    }

    /// The way through the network's portal of the buyer of `id`, while at the bank.
    pub(crate) fn walk(&mut self, id: i64, now: Timestamp) -> Option<&mut Walk> {
        let transaction = self.ledger.by_id(id, now)?;
        match transaction.stage {
            Stage::AtBank { .. } => transaction.visit.as_mut().map(|visit| &mut visit.walk),
            Stage::Refused(_) | Stage::AtPse | Stage::Waiting { .. } | Stage::Ended { .. } => None,
        }
    }

    /// The bank ends `id` and PSE tells the buyer.
    pub(crate) fn end(&mut self, id: i64, outcome: Outcome, world: &World, now: Timestamp) {
        let Some(transaction) = self.ledger.by_id(id, now) else { return };
        if transaction.end(outcome, now) {
            let mail = messages::ended(transaction, world, now);
            self.mailbox.deliver_all(mail);
        }
    }
}
