//! The history of payments: rows are only ever added.

use pse_shared::PaymentState;
use rusqlite::{Connection, named_params};

use super::columns::{json, micros};
use super::failure::Failure;
use super::rows;
use super::statements::readable;
use super::values::{Text, Values};
use pse_core::model::{HistoryEntry, PaymentId};

/// Adds a row to a payment's history, with the payment's version since then.
pub(super) fn insert(
    connection: &Connection,
    payment: &PaymentId,
    version: i64,
    entry: &HistoryEntry,
) -> Result<(), Failure> {
    static INSERT: Text = Text::new();
    Values::default()
        .with("payment_id", payment.as_str())
        .with("version", version)
        .with("at", micros(entry.at))
        .with_optional("from_state", entry.from.map(PaymentState::as_str))
        .with("to_state", entry.to.as_str())
        .with("asked_by", entry.by.as_str())
        .with("provider_data", json(&entry.provider_data)?)
        .with_optional("reason_code", entry.reason_code.as_deref())
        .with_optional("reason_text", entry.reason_text.as_deref())
        .with_optional("note", entry.note.as_deref())
        .insert(connection, "payment_history", &INSERT)
}

/// Reads a payment's history, oldest first.
pub(super) fn of_payment(
    connection: &Connection,
    payment: &PaymentId,
) -> Result<Vec<HistoryEntry>, Failure> {
    readable(
        connection,
        "SELECT * FROM payment_history WHERE payment_id = :payment_id ORDER BY version",
        named_params! { ":payment_id": payment.as_str() },
        rows::history,
    )
}
