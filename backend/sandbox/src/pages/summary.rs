//! What of a payment is shown to its buyer, and the way back to the merchant.

use url::Url;

use crate::clock::readable;
use crate::money::pesos;
use crate::store::Transaction;
use crate::world::World;

/// A payment as PSE and the bank show it.
pub(super) struct Summary {
    pub(super) merchant: String,
    pub(super) nit: String,
    pub(super) amount: String,
    /// The tax; `None` when there is none.
    pub(super) tax: Option<String>,
    pub(super) reference: String,
    pub(super) cus: String,
    pub(super) description: String,
    pub(super) bank: String,
    pub(super) requested_at: String,
}

impl Summary {
    /// Summarizes a transaction.
    pub(super) fn of(transaction: &Transaction, world: &World) -> Self {
        let order = &transaction.order.transaction;
        let tax = order.tax_amount.unwrap_or_default();
        Self {
            merchant: world.merchant.name.clone(),
            nit: world.merchant.nit.clone(),
            amount: pesos(order.total_amount.unwrap_or_default()),
            tax: (!tax.is_zero()).then(|| pesos(tax)),
            reference: order.reference.clone().unwrap_or_default(),
            cus: transaction.cus.clone(),
            description: order.description.clone().unwrap_or_default(),
            bank: bank_name(transaction, world),
            requested_at: readable(transaction.created_at),
        }
    }
}

/// The bank's name, or its code when the world does not have it.
pub(super) fn bank_name(transaction: &Transaction, world: &World) -> String {
    let code = transaction.order.transaction.bank_code.as_deref().unwrap_or_default();
    world.bank(code).map_or_else(|| code.to_owned(), |bank| bank.name.clone())
}

/// The address the buyer goes back to: the merchant's `returnURL`, fit for a header.
pub(super) fn way_back(transaction: &Transaction) -> String {
    let address = transaction.order.transaction.return_url.as_deref().unwrap_or_default();
    // Checked when the transaction was created.
    Url::parse(address).map_or_else(|_| "/".to_owned(), String::from)
}
