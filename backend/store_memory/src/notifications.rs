//! Notifications to merchants: kept until they are delivered, in order for each payment.

use jiff::Timestamp;
use pse_core::model::{DeliveryAttempt, Notification, NotificationId, PaymentId, SiteName};
use pse_core::ports::store::{NotificationOutcome, StoreError};
use pse_shared::NotificationState;

use crate::tables::{Tables, failed};

/// Claims due notifications until `lease_until`, the longest due first, of each payment only the oldest undelivered.
pub(crate) fn claim(
    tables: &mut Tables,
    now: Timestamp,
    lease_until: Timestamp,
    limit: u32,
) -> Vec<Notification> {
    let mut oldest: Vec<PaymentId> = Vec::new();
    let mut due: Vec<&mut Notification> = Vec::new();
    for notification in &mut tables.notifications {
        let is_due = notification.state == NotificationState::Due;
        if is_due && !oldest.contains(&notification.payment_id) {
            oldest.push(notification.payment_id.clone());
            if notification.next_attempt_at <= now {
                due.push(notification);
            }
        }
    }
    due.sort_by_key(|notification| (notification.next_attempt_at, notification.created_at));
    due.into_iter()
        .take(usize::try_from(limit).unwrap_or(usize::MAX))
        .map(|notification| {
            notification.next_attempt_at = lease_until;
            notification.clone()
        })
        .collect()
}

/// Records a delivery attempt and its outcome. A delivered notification stays delivered.
pub(crate) fn record_attempt(
    tables: &mut Tables,
    id: &NotificationId,
    attempt: &DeliveryAttempt,
    outcome: &NotificationOutcome,
) -> Result<(), StoreError> {
    let notification = tables
        .notifications
        .iter_mut()
        .find(|notification| notification.id == *id)
        .ok_or_else(|| failed("an attempt to deliver no notification"))?;
    notification.attempts += 1;
    let state = match outcome {
        NotificationOutcome::Delivered => NotificationState::Delivered,
        NotificationOutcome::RetryAt(time) => {
            notification.next_attempt_at = *time;
            NotificationState::Due
        }
        NotificationOutcome::Exhausted => NotificationState::Exhausted,
    };
    if notification.state != NotificationState::Delivered {
        notification.state = state;
    }
    tables.attempts.push((id.clone(), attempt.clone()));
    Ok(())
}

/// Makes a notification of a site due at once, whatever its state.
pub(crate) fn redeliver(
    tables: &mut Tables,
    site: &SiteName,
    id: &NotificationId,
    now: Timestamp,
) -> Option<Notification> {
    let notification = tables
        .notifications
        .iter_mut()
        .find(|notification| notification.id == *id && notification.site == *site)?;
    notification.state = NotificationState::Due;
    notification.next_attempt_at = now;
    Some(notification.clone())
}

/// Reads a payment's notifications with their attempts, oldest first.
pub(crate) fn of_payment(
    tables: &Tables,
    payment: &PaymentId,
) -> Vec<(Notification, Vec<DeliveryAttempt>)> {
    let attempts = |id: &NotificationId| {
        let own = tables.attempts.iter().filter(|(of, _)| of == id);
        own.map(|(_, attempt)| attempt.clone()).collect()
    };
    tables
        .notifications
        .iter()
        .filter(|notification| notification.payment_id == *payment)
        .map(|notification| (notification.clone(), attempts(&notification.id)))
        .collect()
}
