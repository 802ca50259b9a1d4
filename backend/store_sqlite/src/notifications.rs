//! Notifications to merchants: kept until they are delivered, in order for each payment.

use jiff::Timestamp;
use rusqlite::{Connection, named_params};

use super::columns::{json, micros};
use super::failure::Failure;
use super::rows;
use super::statements::{all, first};
use super::values::{Text, Values};
use pse_core::model::SiteName;
use pse_core::model::{Notification, NotificationId, PaymentId};

/// Statement: the due notifications, of each payment only the oldest undelivered.
pub(super) const DUE: &str =
    "SELECT id FROM notifications AS candidate INDEXED BY notifications_due
     WHERE state = 'due' AND next_attempt_at <= :now AND NOT EXISTS (
         SELECT 1 FROM notifications AS earlier
         WHERE earlier.payment_id = candidate.payment_id
             AND earlier.position < candidate.position AND earlier.state = 'due')
     ORDER BY next_attempt_at, created_at, position LIMIT :limit";

/// Stores a notification, to be sent after the earlier ones of its payment.
pub(super) fn insert(connection: &Connection, notification: &Notification) -> Result<(), Failure> {
    static INSERT: Text = Text::new();
    Values::default()
        .with("id", notification.id.as_str())
        .with("payment_id", notification.payment_id.as_str())
        .with("site", notification.site.as_str())
        .with("body", notification.body.as_str())
        .with("state", notification.state.as_str())
        .with("attempts", notification.attempts)
        .with("next_attempt_at", micros(notification.next_attempt_at))
        .with("created_at", micros(notification.created_at))
        .insert(connection, "notifications", &INSERT)
}

/// Claims due notifications until `lease_until`, the longest due first, of each payment only the oldest undelivered.
pub(super) fn claim(
    connection: &Connection,
    now: Timestamp,
    lease_until: Timestamp,
    limit: u32,
) -> Result<Vec<Notification>, Failure> {
    let ids = due_ids(connection, now, limit)?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut notifications = lease(connection, &ids, lease_until)?;
    notifications
        .sort_by_key(|notification| ids.iter().position(|id| id == notification.id.as_str()));
    Ok(notifications)
}

fn due_ids(connection: &Connection, now: Timestamp, limit: u32) -> Result<Vec<String>, Failure> {
    let arguments = named_params! { ":now": micros(now), ":limit": limit };
    all(connection, DUE, arguments, |row| Ok(row.get(0)?))
}

fn lease(
    connection: &Connection,
    ids: &[String],
    lease_until: Timestamp,
) -> Result<Vec<Notification>, Failure> {
    all(
        connection,
        "UPDATE notifications SET next_attempt_at = :lease_until
         WHERE id IN (SELECT value FROM json_each(:ids))
         RETURNING *",
        named_params! { ":lease_until": micros(lease_until), ":ids": json(ids)? },
        rows::notification,
    )
}

/// Makes a notification of a site due at once, whatever its state.
pub(super) fn redeliver(
    connection: &Connection,
    site: &SiteName,
    id: &NotificationId,
    now: Timestamp,
) -> Result<Option<Notification>, Failure> {
    first(
        connection,
        "UPDATE notifications SET state = 'due', next_attempt_at = :now
         WHERE id = :id AND site = :site
         RETURNING *",
        named_params! { ":now": micros(now), ":id": id.as_str(), ":site": site.as_str() },
        rows::notification,
    )
}

/// Reads a payment's notifications, oldest first.
pub(super) fn of_payment(
    connection: &Connection,
    payment: &PaymentId,
) -> Result<Vec<Notification>, Failure> {
    all(
        connection,
        "SELECT * FROM notifications WHERE payment_id = :payment_id ORDER BY position",
        named_params! { ":payment_id": payment.as_str() },
        rows::notification,
    )
}
