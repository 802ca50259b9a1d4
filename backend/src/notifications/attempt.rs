//! One attempt to deliver a notification, and what follows from it.

use pse_core::model::{DeliveryAttempt, Notification, PaymentId, SiteName};
use pse_core::ports::store::{AttemptMade, NotificationClaim, NotificationOutcome};
use pse_core::time::Clock;

use super::backoff;
use super::endpoint::Endpoint;
use super::webhook_client::{PostError, WebhookClient};
use crate::metrics::Metrics;

/// An attempt that was made for a site, to be recorded.
#[derive(Debug)]
pub(super) struct Attempted {
    pub(super) site: SiteName,
    pub(super) payment: PaymentId,
    pub(super) made: AttemptMade,
}

impl Attempted {
    /// Whether the merchant's server took the notification.
    pub(super) fn is_delivered(&self) -> bool {
        self.made.outcome == NotificationOutcome::Delivered
    }
}

/// Posts a notification to its site's webhook, once.
pub(super) async fn attempt(
    client: &WebhookClient,
    clock: &dyn Clock,
    metrics: &Metrics,
    endpoint: &Endpoint,
    notification: Notification,
) -> Attempted {
    let (sent, began) = (clock.now(), clock.monotonic());
    let claim = NotificationClaim::from(&notification);
    let Notification { id, payment_id, site, body, attempts, .. } = notification;
    let result = client.signed(endpoint, id.as_str(), sent, body).await;
    let at = clock.now();
    let took = clock.monotonic().saturating_sub(began);
    metrics.webhook_attempt(result.as_ref().map_or_else(PostError::as_str, |_| "delivered"), took);
    let (attempt, outcome) = match result {
        Ok(status) => (
            DeliveryAttempt { at, status: Some(status), error: None },
            NotificationOutcome::Delivered,
        ),
        Err(error) => {
            let tried = attempts.saturating_add(1);
            tracing::warn!(notification = %id, payment = %payment_id, attempt = tried, %error, "A merchant's server did not take a notification.");
            let outcome = backoff::next(tried, at)
                .map_or(NotificationOutcome::Exhausted, NotificationOutcome::RetryAt);
            (
                DeliveryAttempt { at, status: error.status(), error: Some(error.to_string()) },
                outcome,
            )
        }
    };
    let made = AttemptMade { claim, attempt, outcome };
    Attempted { site, payment: payment_id, made }
}
