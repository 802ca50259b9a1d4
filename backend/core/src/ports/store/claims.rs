//! Claims: the limits and outcomes of exclusive work on payments and notifications.

use jiff::Timestamp;

use crate::model::{DeliveryAttempt, Notification, NotificationId, SiteName};

/// Which due payments a process claims, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClaimWindow {
    /// Payments due at or before this time are claimed.
    pub now: Timestamp,
    /// The new `next_probe_at` of the claimed payments, in case this process never reports back.
    pub next: Timestamp,
    /// The most payments to claim, the longest overdue first.
    pub limit: u32,
}

/// The limits on questions by a buyer's return from the bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReturnLimit {
    /// The time now.
    pub now: Timestamp,
    /// The latest time of the previous question by a return; after a later one, a return may not ask.
    pub last_before: Timestamp,
    /// The most questions by returns about one payment.
    pub max: u32,
}

/// How many of a site's due notifications are claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteClaim {
    /// The site whose notifications are claimed.
    pub site: SiteName,
    /// The most notifications to claim, the longest due first.
    pub limit: u32,
}

/// A claim on a notification. Each ends at another time, which is what tells it from any other: a claim that has ended is the
/// latest one until somebody claims the notification anew, or its merchant asks for it once more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotificationClaim {
    /// The notification.
    pub id: NotificationId,
    /// Until when nobody else can claim it.
    pub until: Timestamp,
}

impl From<&Notification> for NotificationClaim {
    /// The claim under which a notification was read.
    fn from(claimed: &Notification) -> Self {
        Self { id: claimed.id.clone(), until: claimed.next_attempt_at }
    }
}

/// The result of an attempt to deliver a notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotificationOutcome {
    /// The merchant's server accepted the notification.
    Delivered,
    /// The attempt failed and is to be retried at this time.
    RetryAt(Timestamp),
    /// The notification is given up after the last retry.
    Exhausted,
}

/// An attempt to deliver a notification, to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttemptMade {
    /// The claim under which it was made.
    pub claim: NotificationClaim,
    /// When it was tried, and what was answered.
    pub attempt: DeliveryAttempt,
    /// What follows from it.
    pub outcome: NotificationOutcome,
}
