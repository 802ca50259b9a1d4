//! A buyer's visit at a bank: the address of its pages, and the payment it is for.

use crate::sandbox::Sandbox;
use crate::store::Transaction;

/// The payment of a visit, which must be at the bank of that code.
pub(super) fn find(sandbox: &Sandbox, code: &str, visit: &str) -> Option<Transaction> {
    sandbox
        .with_store(|store, now| store.ledger.by_visit(visit, now).cloned())
        .filter(|found| found.order.transaction.bank_code.as_deref() == Some(code))
}

/// The address of a visit's pages at the bank of that code.
pub(super) fn address(code: &str, visit: &str) -> String {
    format!("/banco/{code}/{visit}")
}
