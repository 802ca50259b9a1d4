//! Attempts to deliver a notification, and the result of each.

use pse_shared::NotificationState;
use sqlx::SqliteExecutor;
use sqlx::sqlite::SqliteConnection;

use super::columns::{failed, micros, optional_micros};
use super::rows;
use super::values::Values;
use pse_core::model::{DeliveryAttempt, NotificationId};
use pse_core::ports::store::{NotificationOutcome, StoreError};

/// Records an attempt to deliver a notification, and its outcome.
pub(super) async fn record(
    connection: &mut SqliteConnection,
    id: &NotificationId,
    attempt: &DeliveryAttempt,
    outcome: &NotificationOutcome,
) -> Result<(), StoreError> {
    insert(&mut *connection, id, attempt).await?;
    settle(connection, id, outcome).await
}

async fn insert(
    executor: impl SqliteExecutor<'_>,
    id: &NotificationId,
    attempt: &DeliveryAttempt,
) -> Result<(), StoreError> {
    Values::default()
        .with("notification_id", id.as_str())
        .with("at", micros(attempt.at))
        .with("status", attempt.status)
        .with("error", attempt.error.as_deref())
        .insert("notification_attempts", executor)
        .await
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

/// Reads the attempts to deliver a notification, oldest first.
pub(super) async fn of_notification(
    executor: impl SqliteExecutor<'_>,
    id: &NotificationId,
) -> Result<Vec<DeliveryAttempt>, StoreError> {
    let rows = sqlx::query(
        "SELECT * FROM notification_attempts WHERE notification_id = ?1 ORDER BY position",
    )
    .bind(id.as_str())
    .fetch_all(executor)
    .await
    .map_err(failed)?;
    rows.iter().map(rows::attempt).collect()
}
