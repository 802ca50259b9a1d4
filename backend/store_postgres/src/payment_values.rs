//! The columns of a payment: what is fixed at its beginning, and what changes afterwards. `rows` reads them back.

use pse_core::model::{Payment, TransactionRef};
use pse_shared::Refusal;

use super::columns::{json, micros, optional_micros};
use super::failure::Failure;
use super::values::Values;

/// Adds the columns of a payment that never change after its intent was stored, but for the people.
pub(crate) fn fixed<'v>(values: Values<'v>, payment: &'v Payment) -> Values<'v> {
    values
        .with("id", payment.id.as_str())
        .with("checkout_id", payment.checkout_id.as_str())
        .with("site", payment.site.as_str())
        .with("provider", payment.provider.as_str())
        .with("merchant_reference", payment.merchant_reference.as_str())
        .with("attempt", payment.attempt)
        .with("reference", payment.reference.as_str())
        .with("total_amount", payment.amounts.total.centavos())
        .with("tax_amount", payment.amounts.tax.centavos())
        .with("devolution_base", payment.amounts.devolution_base.centavos())
        .with("tip_amount", payment.amounts.tip.centavos())
        .with("currency", payment.currency.as_str())
        .with("bank_code", payment.bank_code.as_str())
        .with("bank_name", payment.bank_name.as_str())
        .with("bank_interface", payment.bank_interface.as_str())
        .with("created_at", micros(payment.created_at))
}

/// Adds the columns of a payment that can change; not the version, which only grows, nor who holds the creation.
pub(crate) fn changing<'v>(
    values: Values<'v>,
    payment: &'v Payment,
) -> Result<Values<'v>, Failure> {
    let schedule = &payment.schedule;
    Ok(values
        .with("state", payment.state.as_str())
        .with("updated_at", micros(payment.updated_at))
        .with("transaction_ref", payment.transaction.as_ref().map(TransactionRef::as_str))
        .with("cus", payment.cus.as_deref())
        .with("transaction_cycle", payment.transaction_cycle.map(i64::from))
        .with("bank_url", payment.bank_url.as_deref())
        .with("refusal", payment.refusal.map(Refusal::as_str))
        .with("reason_code", payment.reason_code.as_deref())
        .with("reason_text", payment.reason_text.as_deref())
        .with("bank_process_date", payment.bank_process_date.as_deref())
        .with("on_test", payment.on_test)
        .with("provider_data", json(&payment.provider_data)?)
        .with("next_probe_at", optional_micros(schedule.next_probe_at))
        .with("epoch", schedule.epoch)
        .with("last_asked_at", optional_micros(schedule.last_asked_at))
        .with("return_asks", schedule.return_asks)
        .with("last_return_ask_at", optional_micros(schedule.last_return_ask_at)))
}
