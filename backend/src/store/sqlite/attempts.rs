//! Attempts to deliver a notification, and what each came to.

use sqlx::SqliteExecutor;
use sqlx::sqlite::SqliteConnection;

use super::columns::{failed, micros, optional_micros};
use super::rows;
use crate::model::{Attempt, NotificationId, NotificationState};
use crate::store::{NotificationOutcome, StoreError};

/// Records an attempt and its outcome.
pub(super) async fn record(
    connection: &mut SqliteConnection,
    id: &NotificationId,
    attempt: &Attempt,
    outcome: &NotificationOutcome,
) -> Result<(), StoreError> {
    insert(&mut *connection, id, attempt).await?;
    settle(connection, id, outcome).await
}

async fn insert(
    executor: impl SqliteExecutor<'_>,
    id: &NotificationId,
    attempt: &Attempt,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO notification_attempts (notification_id, at, status, error)
         VALUES (?1, ?2, ?3, ?4)",
    )
    .bind(id.as_str())
    .bind(micros(attempt.at))
    .bind(attempt.status)
    .bind(attempt.error.as_deref())
    .execute(executor)
    .await
    .map_err(failed)?;
    Ok(())
}

/// What was delivered stays delivered: a slower attempt that failed does not undo it.
async fn settle(
    executor: impl SqliteExecutor<'_>,
    id: &NotificationId,
    outcome: &NotificationOutcome,
) -> Result<(), StoreError> {
    let (state, next_attempt_at) = match outcome {
        NotificationOutcome::Delivered => (NotificationState::Delivered, None),
        NotificationOutcome::RetryAt(time) => (NotificationState::Due, Some(*time)),
        NotificationOutcome::Exhausted => (NotificationState::Exhausted, None),
    };
    sqlx::query(
        "UPDATE notifications
         SET attempts = attempts + 1,
             state = iif(state = 'delivered', state, ?2),
             next_attempt_at = coalesce(?3, next_attempt_at)
         WHERE id = ?1",
    )
    .bind(id.as_str())
    .bind(state.as_str())
    .bind(optional_micros(next_attempt_at))
    .execute(executor)
    .await
    .map_err(failed)?;
    Ok(())
}

/// The attempts to deliver a notification, oldest first.
pub(super) async fn of_notification(
    executor: impl SqliteExecutor<'_>,
    id: &NotificationId,
) -> Result<Vec<Attempt>, StoreError> {
    let rows = sqlx::query(
        "SELECT * FROM notification_attempts WHERE notification_id = ?1 ORDER BY position",
    )
    .bind(id.as_str())
    .fetch_all(executor)
    .await
    .map_err(failed)?;
    rows.iter().map(rows::attempt).collect()
}
