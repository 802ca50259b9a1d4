//! The history of payments: rows are only ever added.

use pse_core::model::{HistoryEntry, PaymentId};
use pse_shared::PaymentState;

use super::columns::{json, micros};
use super::failure::Failure;
use super::pool::Client;
use super::rows;
use super::values::{Text, Values};

/// Statement part: a row is added to the history of the payments in the CTE `changed`, where there is one to add.
pub(crate) const ADDED: &str = "history AS (
         INSERT INTO payment_history (payment_id, version, at, from_state, to_state, asked_by, provider_data,
             reason_code, reason_text, note)
         SELECT id, version, :entry_at, :entry_from, :entry_to, :entry_by, :entry_data, :entry_code, :entry_text,
             :entry_note
         FROM changed WHERE :entry_at IS NOT NULL)";

/// Adds the values of [`ADDED`].
pub(crate) fn values<'v>(
    values: Values<'v>,
    entry: Option<&'v HistoryEntry>,
) -> Result<Values<'v>, Failure> {
    let data = entry.map(|entry| json(&entry.provider_data)).transpose()?;
    let text = |read: fn(&HistoryEntry) -> Option<&str>| entry.and_then(read);
    Ok(values
        .with("entry_at", entry.map(|entry| micros(entry.at)))
        .with("entry_from", text(|entry| entry.from.map(PaymentState::as_str)))
        .with("entry_to", text(|entry| Some(entry.to.as_str())))
        .with("entry_by", text(|entry| Some(entry.by.as_str())))
        .with("entry_data", data)
        .with("entry_code", text(|entry| entry.reason_code.as_deref()))
        .with("entry_text", text(|entry| entry.reason_text.as_deref()))
        .with("entry_note", text(|entry| entry.note.as_deref())))
}

/// Reads a payment's history, oldest first.
pub(crate) async fn of_payment(
    client: &Client,
    payment: &PaymentId,
) -> Result<Vec<HistoryEntry>, Failure> {
    static TEXT: Text = Text::new();
    let write = || {
        "SELECT * FROM payment_history WHERE payment_id = :payment_id ORDER BY version".to_owned()
    };
    let values = Values::default().with("payment_id", payment.as_str());
    Ok(rows::readable(&values.rows(client, &TEXT, write).await?, rows::history))
}

/// Reads the row that a payment's history got with a version.
pub(crate) async fn of_version(
    client: &Client,
    payment: &PaymentId,
    version: i64,
) -> Result<Option<HistoryEntry>, Failure> {
    static TEXT: Text = Text::new();
    let write = || {
        "SELECT * FROM payment_history WHERE payment_id = :payment_id AND version = :version"
            .to_owned()
    };
    let values = Values::default().with("payment_id", payment.as_str()).with("version", version);
    values.first(client, &TEXT, write).await?.as_ref().map(rows::history).transpose()
}
