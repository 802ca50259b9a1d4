//! Notifications to merchants: kept until they are delivered, in order for each payment.

use std::collections::HashSet;

use jiff::Timestamp;
use pse_core::model::{DeliveryAttempt, Notification, NotificationId, PaymentId, SiteName};
use pse_core::ports::store::{NotificationClaim, NotificationOutcome, SiteClaim, StoreError};
use pse_shared::NotificationState;

use crate::tables::{Tables, failed};

/// Claims due notifications of each wanted site until `lease_until`, of a site the longest due first, of each payment only
/// the oldest undelivered.
pub(crate) fn claim(
    tables: &mut Tables,
    now: Timestamp,
    lease_until: Timestamp,
    wanted: &[SiteClaim],
) -> Vec<Notification> {
    let mut oldest: HashSet<PaymentId> = HashSet::new();
    let mut due: Vec<&mut Notification> = Vec::new();
    for notification in &mut tables.notifications {
        if notification.state == NotificationState::Due
            && oldest.insert(notification.payment_id.clone())
            && notification.next_attempt_at <= now
        {
            due.push(notification);
        }
    }
    due.sort_by_key(|notification| (notification.next_attempt_at, notification.created_at));
    let mut claimed = Vec::new();
    for claim in wanted {
        let of_site = due.iter_mut().filter(|notification| {
            notification.site == claim.site && notification.next_attempt_at <= now
        });
        for notification in of_site.take(usize::try_from(claim.limit).unwrap_or(usize::MAX)) {
            notification.next_attempt_at = lease_until;
            claimed.push((*notification).clone());
        }
    }
    claimed
}

/// Makes a claimed notification due at once, if the claim is still the latest.
pub(crate) fn release(tables: &mut Tables, claimed: &Notification, now: Timestamp) {
    let held = tables.notifications.iter_mut().find(|notification| {
        notification.id == claimed.id
            && notification.state == NotificationState::Due
            && notification.next_attempt_at == claimed.next_attempt_at
    });
    if let Some(notification) = held {
        notification.next_attempt_at = now;
    }
}

/// Records a delivery attempt, and its outcome if the claim is still the latest.
pub(crate) fn record_attempt(
    tables: &mut Tables,
    claim: &NotificationClaim,
    attempt: &DeliveryAttempt,
    outcome: &NotificationOutcome,
) -> Result<(), StoreError> {
    let notification = tables
        .notifications
        .iter_mut()
        .find(|notification| notification.id == claim.id)
        .ok_or_else(|| failed("an attempt to deliver no notification"))?;
    notification.attempts += 1;
    let is_latest = notification.next_attempt_at == claim.until;
    if notification.state == NotificationState::Due && is_latest {
        notification.state = match outcome {
            NotificationOutcome::Delivered => NotificationState::Delivered,
            NotificationOutcome::RetryAt(time) => {
                notification.next_attempt_at = *time;
                NotificationState::Due
            }
            NotificationOutcome::Exhausted => NotificationState::Exhausted,
        };
    }
    tables.attempts.push((claim.id.clone(), attempt.clone()));
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
