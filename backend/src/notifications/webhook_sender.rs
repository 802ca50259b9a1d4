//! Telling merchants' servers until they take it: at least once, the same id each time, in order for
//! each payment.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::backoff;
use super::webhook_client::{PostError, WebhookClient};
use crate::config::WebhookConfig;
use crate::metrics::Metrics;
use pse_core::model::{DeliveryAttempt, Notification, SiteName};
use pse_core::ports::store::{NotificationOutcome, Store, StoreError};
use pse_core::time::Clock;
use pse_core::time::later;

/// The most notifications sent at once.
const AT_ONCE: u32 = 16;
/// How long a claim on a notification lasts: longer than any attempt; then a dead replica's claim ends.
const LEASE: Duration = Duration::from_secs(60);
/// The longest sleep of an idle sender: another replica's notification, or a retry, waits no longer.
const LONGEST_SLEEP: Duration = Duration::from_secs(5);

/// Sends notifications to merchants' servers, signed by Standard Webhooks, until they are delivered.
#[derive(Clone)]
pub struct WebhookSender {
    /// The store that keeps the notifications.
    pub store: Arc<dyn Store>,
    /// The clock that decides which notifications are due.
    pub clock: Arc<dyn Clock>,
    /// The webhook of each site: its URL and signing secrets.
    pub receivers: Arc<BTreeMap<SiteName, WebhookConfig>>,
    /// The client that posts messages.
    pub client: WebhookClient,
    /// Wakes the sender when there is a new notification.
    pub wake: Arc<Notify>,
    /// Counts how long each attempt takes.
    pub metrics: Metrics,
}

impl WebhookSender {
    /// Sends due notifications until `stop` is cancelled.
    pub async fn run(self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            match self.round().await {
                // There may be more, or the next of the same payments.
                Ok(told) if told > 0 => continue,
                Ok(_) => {}
                Err(error) => tracing::error!(%error, "Notifications cannot be read."),
            }
            let wake_at = later(self.clock.now(), LONGEST_SLEEP);
            tokio::select! {
                () = stop.cancelled() => {}
                () = self.wake.notified() => {}
                () = self.clock.sleep_until(wake_at) => {}
            }
        }
    }

    /// Tells everything that is due; returns how much that was.
    async fn round(&self) -> Result<usize, StoreError> {
        let now = self.clock.now();
        let claimed = self.store.claim_notifications(now, later(now, LEASE), AT_ONCE).await?;
        let count = claimed.len();
        let telling = TaskTracker::new();
        for notification in claimed {
            let this = self.clone();
            telling.spawn(async move { this.tell(&notification).await });
        }
        telling.close();
        telling.wait().await;
        Ok(count)
    }

    async fn tell(&self, notification: &Notification) {
        let Some(webhook) = self.receivers.get(&notification.site) else {
            tracing::warn!(notification = %notification.id, site = %notification.site, "The site has no webhook any more.");
            return;
        };
        let (sent, began) = (self.clock.now(), self.clock.monotonic());
        let id = notification.id.as_str();
        let result =
            self.client.signed(&webhook.url, &webhook.secrets, id, sent, &notification.body).await;
        let at = self.clock.now();
        let took = self.clock.monotonic().saturating_sub(began);
        self.metrics
            .webhook_attempt(result.as_ref().map_or_else(PostError::as_str, |_| "delivered"), took);
        let (attempt, outcome) = match result {
            Ok(status) => (
                DeliveryAttempt { at, status: Some(status), error: None },
                NotificationOutcome::Delivered,
            ),
            Err(error) => {
                let tried = notification.attempts.saturating_add(1);
                tracing::warn!(notification = %notification.id, payment = %notification.payment_id, attempt = tried, %error, "A merchant's server did not take a notification.");
                let outcome = backoff::next(tried, at)
                    .map_or(NotificationOutcome::Exhausted, NotificationOutcome::RetryAt);
                (
                    DeliveryAttempt { at, status: error.status(), error: Some(error.to_string()) },
                    outcome,
                )
            }
        };
        if let Err(error) = self.store.record_attempt(&notification.id, &attempt, &outcome).await {
            tracing::error!(notification = %notification.id, %error, "An attempt to notify could not be recorded.");
        }
    }
}
