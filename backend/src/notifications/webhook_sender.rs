//! Telling merchants' servers until they take it: at least once, the same id each time, in order for each payment. Each
//! site has places of its own, so that a server that hangs delays nobody else.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, Fuse, FusedFuture as _};
use futures_util::stream::StreamExt as _;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use super::desk::Desk;
use super::webhook_client::WebhookClient;
use crate::config::WebhookConfig;
use crate::metrics::Metrics;
use pse_core::model::{Notification, SiteName};
use pse_core::ports::store::Store;
use pse_core::time::Clock;
use pse_core::time::later;

/// The longest sleep of an idle sender: another replica's notification, or a retry, waits no longer.
const LONGEST_SLEEP: Duration = Duration::from_secs(5);

/// Sends notifications to merchants' servers, signed by Standard Webhooks, until they are delivered.
#[derive(Clone)]
pub struct WebhookSender {
    /// The store that keeps the notifications.
    pub store: Arc<dyn Store>,
    /// The clock that decides which notifications are due.
    pub clock: Arc<dyn Clock>,
    /// The webhook of each site: its URL and signing secrets. Other sites' notifications wait until they have one.
    pub receivers: Arc<BTreeMap<SiteName, WebhookConfig>>,
    /// The client that posts messages.
    pub client: WebhookClient,
    /// Wakes the sender when there is a new notification.
    pub wake: Arc<Notify>,
    /// Counts how long each attempt takes.
    pub metrics: Metrics,
}

impl WebhookSender {
    /// Sends due notifications until `stop` is cancelled; then waits for those under way, and gives the others back.
    pub async fn run(self, stop: CancellationToken) {
        let mut desk = Desk::new(&self);
        let mut exchange: Fuse<BoxFuture<'_, Vec<Notification>>> = Fuse::terminated();
        let mut look_at = self.clock.now();
        loop {
            if self.clock.now() >= look_at {
                desk.look_everywhere();
                look_at = later(self.clock.now(), LONGEST_SLEEP);
            }
            // One at a time: what gathers meanwhile shares the next one, and its commit.
            if exchange.is_terminated()
                && let Some(next) = desk.exchange()
            {
                exchange = next.fuse();
            }
            tokio::select! {
                biased;
                () = stop.cancelled() => break,
                claimed = &mut exchange => desk.send(claimed),
                Some(attempted) = desk.sending.next() => desk.answered(attempted),
                () = self.wake.notified() => desk.look_everywhere(),
                () = self.clock.sleep_until(look_at) => {}
            }
        }
        if !exchange.is_terminated() {
            desk.hold(exchange.await);
        }
        desk.close().await;
    }
}
