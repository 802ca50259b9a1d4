//! Payments still `creating` that no process holds any more.

use jiff::Timestamp;
use pse_core::model::Payment;
use pse_core::ports::store::StoreError;
use sqlx::SqliteExecutor;

use super::columns::{failed, micros};
use super::rows;

/// Statement: the payments still `creating` that another process began (it is dead, for only one at a time has the
/// file), or whose lease has ended.
pub(super) const ORPHANS: &str = "SELECT * FROM payments INDEXED BY payments_in_state
     WHERE state = 'creating' AND (owner IS NOT ?1 OR lease_until <= ?2)
     ORDER BY created_at, rowid";

/// Lists payments still `creating` that this process does not hold, oldest first.
pub(super) async fn all(
    executor: impl SqliteExecutor<'_>,
    process: &str,
    now: Timestamp,
) -> Result<Vec<Payment>, StoreError> {
    let rows = sqlx::query(ORPHANS)
        .bind(process)
        .bind(micros(now))
        .fetch_all(executor)
        .await
        .map_err(failed)?;
    rows::payments(&rows)
}
