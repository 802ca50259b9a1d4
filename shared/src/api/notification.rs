//! `GET /v1/payments/{id}/notifications` and `POST /v1/notifications/{id}/redeliver`.

#[cfg(feature = "schema")]
use super::schema::{NotificationId, PaymentId};
use crate::state::NotificationState;

/// A payment's notifications, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NotificationList {
    /// The payment's notifications, oldest first.
    pub notifications: Vec<NotificationRecord>,
}

/// A message to the merchant's server, as the merchant sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = Notification))]
pub struct NotificationRecord {
    /// The notification's id, the same at every attempt.
    #[cfg_attr(feature = "schema", schema(value_type = NotificationId))]
    pub id: String,
    /// The payment that the notification is about.
    #[cfg_attr(feature = "schema", schema(value_type = PaymentId))]
    pub payment_id: String,
    /// Whether the merchant's server took the notification.
    pub state: NotificationState,
    /// How often delivery was tried.
    pub attempts: u32,
    /// When delivery is tried next; null unless the notification is `due`.
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, format = DateTime))]
    pub next_attempt_at: Option<String>,
    /// When the change that the notification tells of happened.
    #[cfg_attr(feature = "schema", schema(format = DateTime))]
    pub created_at: String,
    /// The attempts to deliver the notification, oldest first; absent while there are none.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub log: Vec<NotificationAttempt>,
}

/// One attempt to deliver a notification.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NotificationAttempt {
    /// When the attempt was made.
    #[cfg_attr(feature = "schema", schema(format = DateTime))]
    pub at: String,
    /// The HTTP status that the merchant's server answered; null when it did not answer.
    pub status: Option<u16>,
    /// What went wrong; null when the notification was taken.
    pub error: Option<String>,
}
