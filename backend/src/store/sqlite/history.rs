//! What happened to payments: rows are only ever added.

use pse_shared::PaymentState;
use sqlx::SqliteExecutor;

use super::columns::{failed, micros};
use super::rows;
use crate::model::{HistoryEntry, PaymentId};
use crate::store::StoreError;

/// Adds to a payment's history.
pub(super) async fn insert(
    executor: impl SqliteExecutor<'_>,
    payment: &PaymentId,
    entry: &HistoryEntry,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO payment_history (
             payment_id, at, from_state, to_state, asked_by,
             return_code, transaction_state, reason_code, reason_text, note)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )
    .bind(payment.as_str())
    .bind(micros(entry.at))
    .bind(entry.from.map(PaymentState::as_str))
    .bind(entry.to.as_str())
    .bind(entry.by.as_str())
    .bind(entry.return_code.as_deref())
    .bind(entry.transaction_state.as_deref())
    .bind(entry.reason_code.as_deref())
    .bind(entry.reason_text.as_deref())
    .bind(entry.note.as_deref())
    .execute(executor)
    .await
    .map_err(failed)?;
    Ok(())
}

/// A payment's history, oldest first.
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
