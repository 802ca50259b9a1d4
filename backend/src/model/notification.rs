//! What a merchant's server must still be told (Standard Webhooks).

use jiff::Timestamp;

use super::{NotificationId, PaymentId};
use crate::config::SiteName;

/// Whether the merchant knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NotificationState {
    /// To be sent, or sent again.
    Due,
    /// The merchant's server took it.
    Delivered,
    /// Given up after three days; can be sent again by hand.
    Exhausted,
}

impl NotificationState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Due, Self::Delivered, Self::Exhausted];

    /// The name in the API and in the store.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Delivered => "delivered",
            Self::Exhausted => "exhausted",
        }
    }

    /// The state of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// A message to a merchant's server, kept until it is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notification {
    /// `webhook-id`, the same at every attempt.
    pub id: NotificationId,
    /// What it is about; messages about one payment go in the order of `created_at`.
    pub payment_id: PaymentId,
    /// Whom it goes to.
    pub site: SiteName,
    /// The body, as it is sent.
    pub body: String,
    /// Whether the merchant knows.
    pub state: NotificationState,
    /// How often it was tried.
    pub attempts: u32,
    /// When it is tried next.
    pub next_attempt_at: Timestamp,
    /// When the change happened.
    pub created_at: Timestamp,
}

/// One attempt to deliver a notification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// When it was tried.
    pub at: Timestamp,
    /// The HTTP status answered, when there was an answer.
    pub status: Option<u16>,
    /// What went wrong, when nothing was answered.
    pub error: Option<String>,
}
