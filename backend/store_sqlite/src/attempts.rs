//! Attempts to deliver a notification, and the result of each.

use pse_shared::NotificationState;
use rusqlite::{Connection, named_params};

use super::columns::{micros, optional_micros};
use super::failure::Failure;
use super::statements::{all, run};
use super::values::{Text, Values};
use super::{notifications, rows};
use pse_core::model::{DeliveryAttempt, Notification, NotificationId, PaymentId};
use pse_core::ports::store::{AttemptMade, NotificationClaim, NotificationOutcome};

/// Records attempts to deliver notifications, and their outcomes.
pub(super) fn record_all(connection: &Connection, made: &[AttemptMade]) -> Result<(), Failure> {
    made.iter().try_for_each(|AttemptMade { claim, attempt, outcome }| {
        record(connection, claim, attempt, outcome)
    })
}

/// Records an attempt to deliver a notification, and its outcome if the claim is still the latest.
pub(super) fn record(
    connection: &Connection,
    claim: &NotificationClaim,
    attempt: &DeliveryAttempt,
    outcome: &NotificationOutcome,
) -> Result<(), Failure> {
    insert(connection, &claim.id, attempt)?;
    settle(connection, claim, outcome)
}

fn insert(
    connection: &Connection,
    id: &NotificationId,
    attempt: &DeliveryAttempt,
) -> Result<(), Failure> {
    static INSERT: Text = Text::new();
    Values::default()
        .with("notification_id", id.as_str())
        .with("at", micros(attempt.at))
        .with_optional("status", attempt.status)
        .with_optional("error", attempt.error.as_deref())
        .insert(connection, "notification_attempts", &INSERT)
}

/// The right-hand sides see the row as it was.
fn settle(
    connection: &Connection,
    claim: &NotificationClaim,
    outcome: &NotificationOutcome,
) -> Result<(), Failure> {
    let (state, next_attempt_at) = match outcome {
        NotificationOutcome::Delivered => (NotificationState::Delivered, None),
        NotificationOutcome::RetryAt(time) => (NotificationState::Due, Some(*time)),
        NotificationOutcome::Exhausted => (NotificationState::Exhausted, None),
    };
    run(
        connection,
        "UPDATE notifications
         SET attempts = attempts + 1,
             state = iif(state = 'due' AND next_attempt_at = :until, :state, state),
             next_attempt_at = iif(state = 'due' AND next_attempt_at = :until,
                 coalesce(:next_attempt_at, next_attempt_at), next_attempt_at)
         WHERE id = :id",
        named_params! {
            ":state": state.as_str(),
            ":next_attempt_at": optional_micros(next_attempt_at),
            ":id": claim.id.as_str(),
            ":until": micros(claim.until),
        },
    )?;
    match state {
        NotificationState::Due => Ok(()),
        // The next of its payment need not wait any longer, where there is one.
        NotificationState::Delivered | NotificationState::Exhausted
            if notifications::has_more(connection, &claim.id)? =>
        {
            notifications::line_up(connection, &claim.id)
        }
        NotificationState::Delivered | NotificationState::Exhausted => Ok(()),
    }
}

/// Reads a payment's notifications with their attempts, oldest first.
pub(super) fn told(
    connection: &Connection,
    payment: &PaymentId,
) -> Result<Vec<(Notification, Vec<DeliveryAttempt>)>, Failure> {
    notifications::of_payment(connection, payment)?
        .into_iter()
        .map(|notification| {
            let attempts = of_notification(connection, &notification.id)?;
            Ok((notification, attempts))
        })
        .collect()
}

/// Reads the attempts to deliver a notification, oldest first.
fn of_notification(
    connection: &Connection,
    id: &NotificationId,
) -> Result<Vec<DeliveryAttempt>, Failure> {
    all(
        connection,
        "SELECT * FROM notification_attempts WHERE notification_id = :id ORDER BY position",
        named_params! { ":id": id.as_str() },
        rows::attempt,
    )
}
