//! From the world's start to moves that touch more than one part of the memory.

use jiff::Timestamp;

use super::{Balances, Calls, FaultQueue, Ledger, Mailbox, PortalSession, Stage, Store};
use crate::registry::{RegistrationSessions, Registrations};
use crate::world::World;

impl Store {
    /// A store as the test world begins: nothing has happened yet.
    pub(crate) fn new(world: &World) -> Self {
        Self {
            ledger: Ledger::default(),
            calls: Calls::default(),
            faults: FaultQueue::default(),
            mailbox: Mailbox::default(),
            registrations: Registrations::new(world),
            registration_sessions: RegistrationSessions::default(),
            balances: Balances::new(world),
        }
    }

    /// Forgets everything that happened; ids are not given twice.
    pub(crate) fn reset(&mut self, world: &World) {
        self.ledger.forget();
        let ledger = core::mem::take(&mut self.ledger);
        *self = Self { ledger, ..Self::new(world) };
    }

    /// The portal session of the buyer of transaction `id`, while the buyer is at the bank.
    pub(crate) fn portal(&mut self, id: i64, now: Timestamp) -> Option<&mut PortalSession> {
        let transaction = self.ledger.by_id(id, now)?;
        match transaction.stage {
            Stage::AtBank { .. } => transaction.visit.as_mut().map(|visit| &mut visit.portal),
            Stage::Refused(_) | Stage::AtPse | Stage::Waiting { .. } | Stage::Ended { .. } => None,
        }
    }
}
