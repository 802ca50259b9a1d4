//! Attempts to deliver a notification, and the result of each.

use std::collections::HashMap;

use pse_core::model::{DeliveryAttempt, Notification, NotificationId, PaymentId};
use pse_core::ports::store::{NotificationClaim, NotificationOutcome};
use pse_shared::NotificationState;

use super::columns::{Columns, micros, optional_micros};
use super::failure::Failure;
use super::pool::Client;
use super::values::{Text, Values};
use super::{notifications, rows};

fn values<'v>(id: &'v NotificationId, attempt: &'v DeliveryAttempt) -> Values<'v> {
    Values::default()
        .with("id", id.as_str())
        .with("at", micros(attempt.at))
        .with("status", attempt.status.map(i64::from))
        .with("error", attempt.error.as_deref())
}

/// Statement: an attempt is recorded, and what came of it if the claim is still the latest. What is locked is locked in the
/// order of all statements: the notification, its payment, its place in the queue.
pub(crate) const RECORD: &str = "WITH told AS MATERIALIZED (
         SELECT position, payment_id FROM notifications WHERE id = :id FOR NO KEY UPDATE),
     locked AS MATERIALIZED (
         SELECT id FROM payments WHERE id = (SELECT payment_id FROM told) FOR NO KEY UPDATE),
     held AS MATERIALIZED (
         SELECT position FROM notification_queue
         WHERE position = (SELECT position FROM told WHERE EXISTS (SELECT 1 FROM locked)) AND next_at = :until
         FOR NO KEY UPDATE),
     attempt AS (
         INSERT INTO notification_attempts (notification_id, at, status, error)
         VALUES (:id, :at, :status, :error)),
     late AS (
         UPDATE notifications SET attempts = attempts + 1
         WHERE id = :id AND NOT EXISTS (SELECT 1 FROM held))
     UPDATE notifications
     SET attempts = attempts + 1, state = :state, next_attempt_at = coalesce(:next_attempt_at, :until)
     WHERE id = :id AND EXISTS (SELECT 1 FROM held)";

/// Records an attempt to deliver a notification, and its outcome if the claim is still the latest.
pub(crate) async fn record(
    client: &Client,
    claim: &NotificationClaim,
    attempt: &DeliveryAttempt,
    outcome: &NotificationOutcome,
) -> Result<(), Failure> {
    static TEXT: Text = Text::new();
    let (state, next_attempt_at) = match outcome {
        NotificationOutcome::Delivered => (NotificationState::Delivered, None),
        NotificationOutcome::RetryAt(time) => (NotificationState::Due, Some(*time)),
        NotificationOutcome::Exhausted => (NotificationState::Exhausted, None),
    };
    let values = values(&claim.id, attempt)
        .with("until", micros(claim.until))
        .with("state", state.as_str())
        .with("next_attempt_at", optional_micros(next_attempt_at));
    values.run(client, &TEXT, || RECORD.to_owned()).await.map(|_| ())
}

/// Says whether an attempt whose connection was lost has been recorded.
pub(crate) async fn was_recorded(
    client: &Client,
    id: &NotificationId,
    attempt: &DeliveryAttempt,
) -> Result<Option<()>, Failure> {
    static TEXT: Text = Text::new();
    let write = || {
        "SELECT 1 FROM notification_attempts
         WHERE notification_id = :id AND at = :at AND status IS NOT DISTINCT FROM :status
             AND error IS NOT DISTINCT FROM :error LIMIT 1"
            .to_owned()
    };
    Ok(values(id, attempt).first(client, &TEXT, write).await?.map(|_| ()))
}

/// Reads a payment's notifications with their attempts, oldest first.
pub(crate) async fn told(
    client: &Client,
    payment: &PaymentId,
) -> Result<Vec<(Notification, Vec<DeliveryAttempt>)>, Failure> {
    let told = notifications::of_payment(client, payment).await?;
    let mut attempts = of_payment(client, payment).await?;
    let with_its_own = told.into_iter().map(|notification| {
        let own = attempts.remove(notification.id.as_str()).unwrap_or_default();
        (notification, own)
    });
    Ok(with_its_own.collect())
}

/// Reads the attempts to deliver a payment's notifications, of each the oldest first.
async fn of_payment(
    client: &Client,
    payment: &PaymentId,
) -> Result<HashMap<String, Vec<DeliveryAttempt>>, Failure> {
    static TEXT: Text = Text::new();
    let write = || {
        "SELECT notification_attempts.* FROM notifications
         JOIN notification_attempts ON notification_id = notifications.id
         WHERE payment_id = :payment_id ORDER BY notification_attempts.position"
            .to_owned()
    };
    let values = Values::default().with("payment_id", payment.as_str());
    let mut attempts: HashMap<String, Vec<DeliveryAttempt>> = HashMap::new();
    for row in values.rows(client, &TEXT, write).await? {
        let of = Columns::of(&row).get("notification_id")?;
        attempts.entry(of).or_default().push(rows::attempt(&row)?);
    }
    Ok(attempts)
}
