//! All transactions: by id, and by the tokens their pages are reached with.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::Timestamp;
use pse_placetopay::{Operation, PseTransactionMultiCreditRequest};
use rust_decimal::Decimal;

use super::{Refusal, Stage, Transaction, Visit};
use crate::{clock, random};

/// Subtracted from the time in seconds: ids look like the observed ones (1509…), fit
/// `xsd:int`, and a sandbox started later gives other ids than the one before it.
const ID_EPOCH: i64 = 286_000_000;
/// The CUS of a transaction that was not created.
const NO_CUS: &str = "000000";
/// The cycle of a transaction that was not created.
const NO_CYCLE: i32 = -1;

/// Every transaction since the start.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    transactions: BTreeMap<i64, Transaction>,
    entrances: HashMap<String, i64>,
    visits: HashMap<String, i64>,
    /// The latest id of a ledger before this one: ids are never given twice.
    last: i64,
}

/// A transaction to be added to the ledger.
pub(crate) struct NewTransaction {
    pub(crate) operation: Operation,
    pub(crate) order: Arc<PseTransactionMultiCreditRequest>,
    /// Why it is not created, if it is not.
    pub(crate) refusal: Option<Refusal>,
    /// Whether the caller will get an answer.
    pub(crate) answered: bool,
}

impl Ledger {
    /// Adds a transaction, which gets its ids whether it is created or refused.
    pub(crate) fn create(
        &mut self,
        new: NewTransaction,
        now: Timestamp,
    ) -> Result<Transaction, random::NoRandomness> {
        let id = self.next_id(now);
        let refused = new.refusal.is_some();
        let transaction = Transaction {
            id,
            session_id: random::session_id()?,
            cus: if refused { NO_CUS.to_owned() } else { cus(id) },
            cycle: if refused { NO_CYCLE } else { cycle(now) },
            operation: new.operation,
            order: new.order,
            created_at: now,
            entrance: random::entrance()?,
            csrf: random::token()?,
            visit: None,
            registered_as: None,
            answered: new.answered,
            asked: Vec::new(),
            stage: new.refusal.map_or(Stage::AtPse, Stage::Refused),
        };
        if !refused {
            self.entrances.insert(transaction.entrance.clone(), id);
        }
        self.transactions.insert(id, transaction.clone());
        Ok(transaction)
    }

    /// The transaction of that id, settled.
    pub(crate) fn by_id(&mut self, id: i64, now: Timestamp) -> Option<&mut Transaction> {
        let transaction = self.transactions.get_mut(&id)?;
        transaction.settle(now);
        Some(transaction)
    }

    /// The transaction whose PSE page has that `enc` token, settled.
    pub(crate) fn by_entrance(&mut self, enc: &str, now: Timestamp) -> Option<&mut Transaction> {
        let id = *self.entrances.get(enc)?;
        self.by_id(id, now)
    }

    /// The transaction whose bank page has that token, settled.
    pub(crate) fn by_visit(&mut self, visit: &str, now: Timestamp) -> Option<&mut Transaction> {
        let id = *self.visits.get(visit)?;
        self.by_id(id, now)
    }

    /// The buyer of `id` leaves PSE for the bank; gives the visit, the first one if the
    /// buyer had left before.
    pub(crate) fn go_to_bank(&mut self, id: i64, visit: Visit, now: Timestamp) -> Option<Visit> {
        self.by_id(id, now)?.go_to_bank(visit, now);
        let kept = self.transactions.get(&id)?.visit.clone()?;
        self.visits.insert(kept.token.clone(), id);
        Some(kept)
    }

    /// The total of transaction `id`, in pesos; zero when there is none.
    pub(crate) fn total(&self, id: i64) -> Decimal {
        let order = self.transactions.get(&id).map(|transaction| &transaction.order.transaction);
        order.and_then(|order| order.total_amount).unwrap_or_default()
    }

    /// Forgets all transactions; new ones still get ids that were never given before.
    pub(crate) fn forget(&mut self) {
        let last = self.transactions.last_key_value().map_or(self.last, |(&last, _)| last);
        *self = Self { last, ..Self::default() };
    }

    /// All transactions, oldest first, settled.
    pub(crate) fn all(&mut self, now: Timestamp) -> impl DoubleEndedIterator<Item = &Transaction> {
        self.transactions.values_mut().map(move |transaction| {
            transaction.settle(now);
            &*transaction
        })
    }

    fn next_id(&self, now: Timestamp) -> i64 {
        let first =
            now.as_second().saturating_sub(ID_EPOCH).max(self.last.saturating_add(1)).max(1);
        match self.transactions.last_key_value() {
            Some((&last, _)) => last.saturating_add(1),
            None => first,
        }
    }
}

/// The CUS of a transaction: seven digits, different for any nine million ids in a row.
fn cus(id: i64) -> String {
    format!("{}", 1_000_000 + id.rem_euclid(9_000_000))
}

/// The clearing cycle at a time: there are six a day.
fn cycle(now: Timestamp) -> i32 {
    i32::from(clock::hour(now)) / 4 + 1
}
