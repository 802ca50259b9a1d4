//! The `provider` object of a payment: what its merchant reads of the provider's own ids and words.

use pse_shared::api::ProviderRecord;

use crate::model::{Payment, TransactionRef};

/// Makes the `provider` object of a payment for its merchant: the provider's name, its id of the transaction, its own
/// words.
#[must_use]
pub fn provider_record(payment: &Payment) -> ProviderRecord {
    ProviderRecord {
        name: payment.provider.to_string(),
        transaction: payment.transaction.as_ref().map(TransactionRef::to_string),
        data: payment.provider_data.clone(),
    }
}
