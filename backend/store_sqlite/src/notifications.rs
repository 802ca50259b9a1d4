//! Notifications to merchants: kept until they are delivered, in order for each payment.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{Connection, named_params};

use super::columns::{json, micros};
use super::failure::Failure;
use super::rows;
use super::statements::{all, first, readable, run};
use super::values::{Text, Values};
use pse_core::model::SiteName;
use pse_core::model::{Notification, NotificationId, PaymentId};
use pse_core::ports::store::SiteClaim;

/// Statement: a site's due notifications, of each payment only the oldest undelivered.
pub(super) const DUE: &str =
    "SELECT position FROM notifications INDEXED BY notifications_due_of_site
     WHERE state = 'due' AND behind = 0 AND site = :site AND next_attempt_at <= :now
     ORDER BY next_attempt_at, created_at, position LIMIT :limit";

/// Statement: one row where the payment of a notification has any that is undelivered.
pub(super) const MORE: &str =
    "SELECT 1 FROM notifications INDEXED BY notifications_of_payment
     WHERE payment_id = (SELECT payment_id FROM notifications WHERE id = :id) AND state = 'due' LIMIT 1";

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
        .insert(connection, "notifications", &INSERT)?;
    line_up(connection, &notification.id)
}

/// Whether the payment of a notification has any that is undelivered.
pub(super) fn has_more(connection: &Connection, of: &NotificationId) -> Result<bool, Failure> {
    Ok(first(connection, MORE, named_params! { ":id": of.as_str() }, |_| Ok(()))?.is_some())
}

/// Lets the oldest undelivered notification of a payment be due, and the others wait behind it; the payment is that of
/// a notification.
pub(super) fn line_up(connection: &Connection, of: &NotificationId) -> Result<(), Failure> {
    run(
        connection,
        "WITH line AS MATERIALIZED (
             SELECT payment_id, min(position) AS first FROM notifications
             WHERE state = 'due' AND payment_id = (SELECT payment_id FROM notifications WHERE id = :id))
         UPDATE notifications SET behind = 1 - behind
         WHERE payment_id = (SELECT payment_id FROM line) AND state = 'due'
             AND behind <> (position > (SELECT first FROM line))",
        named_params! { ":id": of.as_str() },
    )?;
    Ok(())
}

/// Claims due notifications of each wanted site until `lease_until`, of a site the longest due first, of each payment only
/// the oldest undelivered.
pub(super) fn claim(
    connection: &Connection,
    now: Timestamp,
    lease_until: Timestamp,
    wanted: &[SiteClaim],
) -> Result<Vec<Notification>, Failure> {
    let mut due = Vec::new();
    for claim in wanted.iter().filter(|claim| claim.limit > 0) {
        due.append(&mut due_of_site(connection, now, claim)?);
    }
    if due.is_empty() {
        return Ok(Vec::new());
    }
    let mut claimed = lease(connection, &due, lease_until)?;
    let order: HashMap<i64, usize> =
        due.into_iter().enumerate().map(|(place, position)| (position, place)).collect();
    claimed.sort_unstable_by_key(|(position, _)| order.get(position).copied());
    Ok(claimed.into_iter().map(|(_, notification)| notification).collect())
}

fn due_of_site(
    connection: &Connection,
    now: Timestamp,
    claim: &SiteClaim,
) -> Result<Vec<i64>, Failure> {
    let arguments =
        named_params! { ":site": claim.site.as_str(), ":now": micros(now), ":limit": claim.limit };
    all(connection, DUE, arguments, |row| Ok(row.get(0)?))
}

fn lease(
    connection: &Connection,
    positions: &[i64],
    lease_until: Timestamp,
) -> Result<Vec<(i64, Notification)>, Failure> {
    readable(
        connection,
        "UPDATE notifications SET next_attempt_at = :lease_until
         WHERE position IN (SELECT value FROM json_each(:positions))
         RETURNING *",
        named_params! { ":lease_until": micros(lease_until), ":positions": json(positions)? },
        |row| Ok((row.get("position")?, rows::notification(row)?)),
    )
}

/// Makes a claimed notification due at once, if the claim is still the latest.
pub(super) fn release(
    connection: &Connection,
    claimed: &Notification,
    now: Timestamp,
) -> Result<(), Failure> {
    run(
        connection,
        "UPDATE notifications SET next_attempt_at = :now
         WHERE id = :id AND state = 'due' AND next_attempt_at = :lease_until",
        named_params! {
            ":now": micros(now),
            ":id": claimed.id.as_str(),
            ":lease_until": micros(claimed.next_attempt_at),
        },
    )?;
    Ok(())
}

/// Makes a notification of a site due at once, whatever its state.
pub(super) fn redeliver(
    connection: &Connection,
    site: &SiteName,
    id: &NotificationId,
    now: Timestamp,
) -> Result<Option<Notification>, Failure> {
    let due = first(
        connection,
        "UPDATE notifications SET state = 'due', next_attempt_at = :now
         WHERE id = :id AND site = :site
         RETURNING *",
        named_params! { ":now": micros(now), ":id": id.as_str(), ":site": site.as_str() },
        rows::notification,
    )?;
    if due.is_some() {
        line_up(connection, id)?;
    }
    Ok(due)
}

/// Reads a payment's notifications, oldest first.
pub(super) fn of_payment(
    connection: &Connection,
    payment: &PaymentId,
) -> Result<Vec<Notification>, Failure> {
    readable(
        connection,
        "SELECT * FROM notifications WHERE payment_id = :payment_id ORDER BY position",
        named_params! { ":payment_id": payment.as_str() },
        rows::notification,
    )
}
