//! Who may ask the provider about a payment, and when: a claim is on the disk before its
//! question is asked. Every claim grows the payment's epoch, and its version, so that no change
//! made from an earlier reading is stored over it.

use std::collections::HashMap;

use jiff::Timestamp;
use sqlx::SqliteExecutor;
use sqlx::sqlite::SqliteConnection;

use super::columns::{failed, json, micros, time};
use super::rows;
use pse_core::model::{Payment, PaymentId};
use pse_core::ports::store::{ClaimWindow, ReturnLimit, StoreError};

/// Statement: the pending payments that are due, the longest overdue first.
pub(super) const DUE: &str = "SELECT id FROM payments INDEXED BY payments_due
     WHERE state = 'pending' AND next_probe_at <= ?1
     ORDER BY next_probe_at, rowid LIMIT ?2";

/// Statement: when the next pending payment is due.
pub(super) const NEXT_DUE: &str =
    "SELECT min(next_probe_at) FROM payments INDEXED BY payments_due WHERE state = 'pending'";

/// Claims due payments, the longest overdue first.
pub(super) async fn due(
    connection: &mut SqliteConnection,
    window: ClaimWindow,
) -> Result<Vec<Payment>, StoreError> {
    let ids = due_ids(&mut *connection, window).await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut payments = take(connection, &ids, window).await?;
    let order: HashMap<&str, usize> =
        ids.iter().enumerate().map(|(place, id)| (id.as_str(), place)).collect();
    payments.sort_unstable_by_key(|payment| order.get(payment.id.as_str()).copied());
    Ok(payments)
}

async fn due_ids(
    executor: impl SqliteExecutor<'_>,
    window: ClaimWindow,
) -> Result<Vec<String>, StoreError> {
    sqlx::query_scalar(DUE)
        .bind(micros(window.now))
        .bind(window.limit)
        .fetch_all(executor)
        .await
        .map_err(failed)
}

async fn take(
    executor: impl SqliteExecutor<'_>,
    ids: &[String],
    window: ClaimWindow,
) -> Result<Vec<Payment>, StoreError> {
    let rows = sqlx::query(
        "UPDATE payments
         SET epoch = epoch + 1, version = version + 1, next_probe_at = ?2, last_asked_at = ?3
         WHERE id IN (SELECT value FROM json_each(?1))
         RETURNING *",
    )
    .bind(json(ids)?)
    .bind(micros(window.next))
    .bind(micros(window.now))
    .fetch_all(executor)
    .await
    .map_err(failed)?;
    rows::payments(&rows)
}

/// Claims a pending payment for its buyer's return, within the limit.
pub(super) async fn by_return(
    executor: impl SqliteExecutor<'_>,
    id: &PaymentId,
    limit: ReturnLimit,
) -> Result<Option<Payment>, StoreError> {
    let row = sqlx::query(
        "UPDATE payments
         SET epoch = epoch + 1, version = version + 1, last_asked_at = ?2,
             return_asks = return_asks + 1, last_return_ask_at = ?2
         WHERE id = ?1 AND state = 'pending' AND return_asks < ?4
             AND (last_return_ask_at IS NULL OR last_return_ask_at <= ?3)
         RETURNING *",
    )
    .bind(id.as_str())
    .bind(micros(limit.now))
    .bind(micros(limit.last_before))
    .bind(limit.max)
    .fetch_optional(executor)
    .await
    .map_err(failed)?;
    row.as_ref().map(rows::payment).transpose()
}

/// Claims a pending payment for its merchant, when nobody asked lately.
pub(super) async fn by_merchant(
    executor: impl SqliteExecutor<'_>,
    id: &PaymentId,
    now: Timestamp,
    last_before: Timestamp,
    next: Timestamp,
) -> Result<Option<Payment>, StoreError> {
    let row = sqlx::query(
        "UPDATE payments
         SET epoch = epoch + 1, version = version + 1, next_probe_at = ?4, last_asked_at = ?2
         WHERE id = ?1 AND state = 'pending' AND coalesce(last_asked_at, created_at) <= ?3
         RETURNING *",
    )
    .bind(id.as_str())
    .bind(micros(now))
    .bind(micros(last_before))
    .bind(micros(next))
    .fetch_optional(executor)
    .await
    .map_err(failed)?;
    row.as_ref().map(rows::payment).transpose()
}

/// Returns when the next pending payment is due.
pub(super) async fn next_due(
    executor: impl SqliteExecutor<'_>,
) -> Result<Option<Timestamp>, StoreError> {
    let due: Option<i64> =
        sqlx::query_scalar(NEXT_DUE).fetch_one(executor).await.map_err(failed)?;
    due.map(time).transpose()
}
