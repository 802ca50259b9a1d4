//! The end of a payment at the cooperative network: the bank ends it, and PSE tells the buyer.

use jiff::Timestamp;

use crate::messages;
use crate::store::{Outcome, Store};
use crate::world::World;

/// Ends transaction `id` if its buyer is at the bank, and sends PSE's mail about it.
pub(super) fn end(store: &mut Store, id: i64, outcome: Outcome, world: &World, now: Timestamp) {
    let Some(transaction) = store.ledger.by_id(id, now) else { return };
    if transaction.end(outcome, now) {
        let mail = messages::ended(transaction, world, now);
        store.mailbox.deliver_all(mail);
    }
}
