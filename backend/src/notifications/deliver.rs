//! Telling merchants' servers until they take it: at least once, the same id each time, in order for
//! each payment.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::backoff;
use super::post::Poster;
use crate::clock::Clock;
use crate::config::{SiteName, WebhookConfig};
use crate::model::{Attempt, Notification};
use crate::payments::times::later;
use crate::store::{NotificationOutcome, Store, StoreError};

/// How many are told at once.
const AT_ONCE: u32 = 16;
/// A claim outlives the longest attempt; a replica that dies gives its claims back then.
const LEASE: Duration = Duration::from_secs(60);
/// How long an idle deliverer sleeps: another replica's change, or a retry, waits no longer.
const LONGEST_SLEEP: Duration = Duration::from_secs(5);

/// Tells merchants' servers.
#[derive(Clone)]
pub struct Deliverer {
    /// What is to be told.
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Whom, signed with what.
    pub webhooks: Arc<BTreeMap<SiteName, WebhookConfig>>,
    /// How.
    pub poster: Poster,
    /// Woken when something new is to be told.
    pub wake: Arc<Notify>,
}

impl Deliverer {
    /// Runs until stopped.
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
        let Some(webhook) = self.webhooks.get(&notification.site) else {
            tracing::warn!(notification = %notification.id, site = %notification.site, "The site has no webhook any more.");
            return;
        };
        let sent = self.clock.now();
        let id = notification.id.as_str();
        let result =
            self.poster.signed(&webhook.url, &webhook.secrets, id, sent, &notification.body).await;
        let at = self.clock.now();
        let (attempt, outcome) = match result {
            Ok(status) => {
                (Attempt { at, status: Some(status), error: None }, NotificationOutcome::Delivered)
            }
            Err(error) => {
                let tried = notification.attempts.saturating_add(1);
                tracing::warn!(notification = %notification.id, payment = %notification.payment_id, attempt = tried, %error, "A merchant's server did not take a notification.");
                let outcome = backoff::next(tried, at)
                    .map_or(NotificationOutcome::Exhausted, NotificationOutcome::RetryAt);
                (Attempt { at, status: error.status(), error: Some(error.to_string()) }, outcome)
            }
        };
        if let Err(error) = self.store.record_attempt(&notification.id, &attempt, &outcome).await {
            tracing::error!(notification = %notification.id, %error, "An attempt to notify could not be recorded.");
        }
    }
}
