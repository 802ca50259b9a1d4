//! A notification to a merchant's server (Standard Webhooks), and the attempts to deliver it.

use jiff::Timestamp;
use pse_shared::NotificationState;

use super::{NotificationId, PaymentId, SiteName};

/// A webhook message to a merchant's server, kept until it is delivered or given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// The notification's id (`webhook-id`), the same at every attempt.
    pub id: NotificationId,
    /// The payment the notification is about; those of one payment are delivered in the order of `created_at`.
    pub payment_id: PaymentId,
    /// The site whose webhook gets the notification.
    pub site: SiteName,
    /// The request body, JSON.
    pub body: String,
    /// The delivery state.
    pub state: NotificationState,
    /// How often delivery was tried.
    pub attempts: u32,
    /// When delivery is tried next.
    pub next_attempt_at: Timestamp,
    /// When the change that the notification reports happened.
    pub created_at: Timestamp,
}

/// One attempt to deliver a notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryAttempt {
    /// When the attempt was made.
    pub at: Timestamp,
    /// The HTTP status of the merchant's answer, when there was one.
    pub status: Option<u16>,
    /// What went wrong, when there was no answer.
    pub error: Option<String>,
}
