//! Figures an operator watches, and whether the store can be written at all.

use jiff::Timestamp;
use pse_shared::PaymentState;
use sqlx::SqliteExecutor;
use sqlx::sqlite::SqlitePool;

use super::columns::{failed, micros, time};
use pse_core::ports::store::{Figures, StoreError};

/// Statement: the number of payments in each state that has any.
pub(super) const PER_STATE: &str = "SELECT state, count(*) FROM payments GROUP BY state";

/// Statement: when the oldest undelivered notification was made.
pub(super) const OLDEST_UNDELIVERED: &str =
    "SELECT min(created_at) FROM notifications INDEXED BY notifications_due WHERE state = 'due'";

/// Reads the figures an operator watches.
pub(super) async fn all(pool: &SqlitePool, now: Timestamp) -> Result<Figures, StoreError> {
    Ok(Figures {
        payments: payments_per_state(pool).await?,
        oldest_overdue_probe: oldest_overdue_probe(pool, now).await?,
        oldest_undelivered: oldest_undelivered(pool).await?,
    })
}

/// Counts the payments in each state; 0 where there are none.
async fn payments_per_state(
    executor: impl SqliteExecutor<'_>,
) -> Result<Vec<(PaymentState, u64)>, StoreError> {
    let counted: Vec<(String, i64)> =
        sqlx::query_as(PER_STATE).fetch_all(executor).await.map_err(failed)?;
    let figure = |state: PaymentState| {
        let count = counted.iter().find(|(name, _)| name == state.as_str());
        (state, count.and_then(|(_, count)| u64::try_from(*count).ok()).unwrap_or(0))
    };
    Ok(PaymentState::ALL.into_iter().map(figure).collect())
}

async fn oldest_overdue_probe(
    executor: impl SqliteExecutor<'_>,
    now: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    let due: Option<i64> = sqlx::query_scalar(
        "SELECT min(next_probe_at) FROM payments INDEXED BY payments_due
         WHERE state = 'pending' AND next_probe_at <= ?1",
    )
    .bind(micros(now))
    .fetch_one(executor)
    .await
    .map_err(failed)?;
    due.map(time).transpose()
}

async fn oldest_undelivered(
    executor: impl SqliteExecutor<'_>,
) -> Result<Option<Timestamp>, StoreError> {
    let made: Option<i64> =
        sqlx::query_scalar(OLDEST_UNDELIVERED).fetch_one(executor).await.map_err(failed)?;
    made.map(time).transpose()
}

/// Writes one row, to check that the store can be written.
pub(super) async fn check_writable(executor: impl SqliteExecutor<'_>) -> Result<(), StoreError> {
    sqlx::query("UPDATE readiness SET checks = checks + 1")
        .execute(executor)
        .await
        .map_err(failed)?;
    Ok(())
}
