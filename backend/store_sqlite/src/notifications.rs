//! Notifications to merchants: kept until they are delivered, in order for each payment.

use jiff::Timestamp;
use sqlx::SqliteExecutor;
use sqlx::sqlite::SqliteConnection;

use super::columns::{failed, json, micros};
use super::rows;
use super::values::Values;
use pse_core::model::SiteName;
use pse_core::model::{Notification, NotificationId, PaymentId};
use pse_core::ports::store::StoreError;

/// Statement: the due notifications, of each payment only the oldest undelivered.
pub(super) const DUE: &str =
    "SELECT id FROM notifications AS candidate INDEXED BY notifications_due
     WHERE state = 'due' AND next_attempt_at <= ?1 AND NOT EXISTS (
         SELECT 1 FROM notifications AS earlier
         WHERE earlier.payment_id = candidate.payment_id
             AND earlier.position < candidate.position AND earlier.state = 'due')
     ORDER BY next_attempt_at, created_at, position LIMIT ?2";

/// Stores a notification, to be sent after the earlier ones of its payment.
pub(super) async fn insert(
    executor: impl SqliteExecutor<'_>,
    notification: &Notification,
) -> Result<(), StoreError> {
    Values::default()
        .with("id", notification.id.as_str())
        .with("payment_id", notification.payment_id.as_str())
        .with("site", notification.site.as_str())
        .with("body", &notification.body)
        .with("state", notification.state.as_str())
        .with("attempts", notification.attempts)
        .with("next_attempt_at", micros(notification.next_attempt_at))
        .with("created_at", micros(notification.created_at))
        .insert("notifications", executor)
        .await
}

/// Claims due notifications until `lease_until`, the longest due first, of each payment only the oldest undelivered.
pub(super) async fn claim(
    connection: &mut SqliteConnection,
    now: Timestamp,
    lease_until: Timestamp,
    limit: u32,
) -> Result<Vec<Notification>, StoreError> {
    let ids = due_ids(&mut *connection, now, limit).await?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut notifications = lease(connection, &ids, lease_until).await?;
    notifications
        .sort_by_key(|notification| ids.iter().position(|id| id == notification.id.as_str()));
    Ok(notifications)
}

async fn due_ids(
    executor: impl SqliteExecutor<'_>,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<String>, StoreError> {
    sqlx::query_scalar(DUE).bind(micros(now)).bind(limit).fetch_all(executor).await.map_err(failed)
}

async fn lease(
    executor: impl SqliteExecutor<'_>,
    ids: &[String],
    lease_until: Timestamp,
) -> Result<Vec<Notification>, StoreError> {
    let rows = sqlx::query(
        "UPDATE notifications SET next_attempt_at = ?2
         WHERE id IN (SELECT value FROM json_each(?1))
         RETURNING *",
    )
    .bind(json(ids)?)
    .bind(micros(lease_until))
    .fetch_all(executor)
    .await
    .map_err(failed)?;
    rows.iter().map(rows::notification).collect()
}

/// Makes a notification of a site due at once, whatever its state.
pub(super) async fn redeliver(
    executor: impl SqliteExecutor<'_>,
    site: &SiteName,
    id: &NotificationId,
    now: Timestamp,
) -> Result<Option<Notification>, StoreError> {
    let row = sqlx::query(
        "UPDATE notifications SET state = 'due', next_attempt_at = ?3
         WHERE id = ?1 AND site = ?2
         RETURNING *",
    )
    .bind(id.as_str())
    .bind(site.as_str())
    .bind(micros(now))
    .fetch_optional(executor)
    .await
    .map_err(failed)?;
    row.as_ref().map(rows::notification).transpose()
}

/// Reads a payment's notifications, oldest first.
pub(super) async fn of_payment(
    executor: impl SqliteExecutor<'_>,
    payment: &PaymentId,
) -> Result<Vec<Notification>, StoreError> {
    let rows = sqlx::query("SELECT * FROM notifications WHERE payment_id = ?1 ORDER BY position")
        .bind(payment.as_str())
        .fetch_all(executor)
        .await
        .map_err(failed)?;
    rows.iter().map(rows::notification).collect()
}
