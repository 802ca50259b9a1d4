//! Rows as a build stored them: the columns of any time, of which a table takes those that it has.

use pse_core::model::Payment;
use rusqlite::types::Value;

use crate::columns::{json, micros, optional_micros};

/// The columns of a row, of which a table may not have all yet, or any more.
#[derive(Default)]
pub(super) struct Row(pub(super) Vec<(&'static str, Value)>);

impl Row {
    /// Adds the value of a column.
    pub(super) fn with(mut self, column: &'static str, value: impl Into<Value>) -> Self {
        self.0.push((column, value.into()));
        self
    }
}

/// What never changes of a payment.
pub(super) fn fixed(it: &Payment) -> Row {
    Row::default()
        .with("id", it.id.to_string())
        .with("checkout_id", it.checkout_id.to_string())
        .with("site", it.site.to_string())
        .with("merchant_reference", it.merchant_reference.clone())
        .with("attempt", i64::from(it.attempt))
        .with("reference", it.reference.clone())
        .with("total_amount", it.amounts.total.centavos())
        .with("tax_amount", it.amounts.tax.centavos())
        .with("devolution_base", it.amounts.devolution_base.centavos())
        .with("tip_amount", it.amounts.tip.centavos())
        .with("currency", it.currency.clone())
        .with("bank_code", it.bank_code.clone())
        .with("bank_name", it.bank_name.clone())
        .with("bank_interface", it.bank_interface.as_str().to_owned())
        .with("payer", text(&it.payer))
        .with("created_at", micros(it.created_at))
}

/// What changes of a payment, but for what its provider said.
pub(super) fn changing(row: Row, it: &Payment) -> Row {
    row.with("state", it.state.as_str().to_owned())
        .with("version", it.version)
        .with("updated_at", micros(it.updated_at))
        .with("transaction_cycle", it.transaction_cycle.map(i64::from))
        .with("bank_url", it.bank_url.clone())
        .with("reason_code", it.reason_code.clone())
        .with("reason_text", it.reason_text.clone())
        .with("bank_process_date", it.bank_process_date.clone())
        .with("on_test", i64::from(it.on_test))
        .with("next_probe_at", optional_micros(it.schedule.next_probe_at))
        .with("epoch", it.schedule.epoch)
        .with("last_asked_at", optional_micros(it.schedule.last_asked_at))
        .with("return_asks", i64::from(it.schedule.return_asks))
        .with("last_return_ask_at", optional_micros(it.schedule.last_return_ask_at))
}

/// A value as JSON.
pub(super) fn text<T: serde::Serialize + ?Sized>(value: &T) -> String {
    json(value).expect("a value can be written")
}
