//! Attempts to deliver a notification, and the result of each.

use std::collections::HashMap;

use pse_core::model::{DeliveryAttempt, Notification, NotificationId, PaymentId};
use pse_core::ports::store::NotificationOutcome;
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

/// Records an attempt to deliver a notification, and its outcome. What was delivered stays delivered: a slower attempt that
/// failed does not undo it.
pub(crate) async fn record(
    client: &Client,
    id: &NotificationId,
    attempt: &DeliveryAttempt,
    outcome: &NotificationOutcome,
) -> Result<(), Failure> {
    static TEXT: Text = Text::new();
    let (state, next_attempt_at) = match outcome {
        NotificationOutcome::Delivered => (NotificationState::Delivered, None),
        NotificationOutcome::RetryAt(time) => (NotificationState::Due, Some(*time)),
        NotificationOutcome::Exhausted => (NotificationState::Exhausted, None),
    };
    let write = || {
        "WITH attempt AS (
             INSERT INTO notification_attempts (notification_id, at, status, error)
             VALUES (:id, :at, :status, :error))
         UPDATE notifications
         SET attempts = attempts + 1,
             state = CASE WHEN state = 'delivered' THEN state ELSE :state END,
             next_attempt_at = coalesce(:next_attempt_at,
                 (SELECT next_at FROM notification_queue
                  WHERE notification_queue.position = notifications.position),
                 next_attempt_at)
         WHERE id = :id"
            .to_owned()
    };
    let values = values(id, attempt)
        .with("state", state.as_str())
        .with("next_attempt_at", optional_micros(next_attempt_at));
    values.run(client, &TEXT, write).await.map(|_| ())
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
