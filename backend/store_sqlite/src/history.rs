//! The history of payments: rows are only ever added.

use pse_shared::PaymentState;
use sqlx::SqliteExecutor;

use super::columns::{failed, json, micros};
use super::rows;
use super::values::Values;
use pse_core::model::{HistoryEntry, PaymentId};
use pse_core::ports::store::StoreError;

/// Adds a row to a payment's history.
pub(super) async fn insert(
    executor: impl SqliteExecutor<'_>,
    payment: &PaymentId,
    entry: &HistoryEntry,
) -> Result<(), StoreError> {
    Values::default()
        .with("payment_id", payment.as_str())
        .with("at", micros(entry.at))
        .with("from_state", entry.from.map(PaymentState::as_str))
        .with("to_state", entry.to.as_str())
        .with("asked_by", entry.by.as_str())
        .with("provider_data", json(&entry.provider_data)?)
        .with("reason_code", entry.reason_code.as_deref())
        .with("reason_text", entry.reason_text.as_deref())
        .with("note", entry.note.as_deref())
        .insert("payment_history", executor)
        .await
}

/// Reads a payment's history, oldest first.
pub(super) async fn of_payment(
    executor: impl SqliteExecutor<'_>,
    payment: &PaymentId,
) -> Result<Vec<HistoryEntry>, StoreError> {
    let rows = sqlx::query("SELECT * FROM payment_history WHERE payment_id = ?1 ORDER BY position")
        .bind(payment.as_str())
        .fetch_all(executor)
        .await
        .map_err(failed)?;
    rows.iter().map(rows::history).collect()
}
