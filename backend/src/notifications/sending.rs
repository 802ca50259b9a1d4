//! The sender's work: what is due is claimed and sent, and what came of it recorded, until it is stopped.

use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, Fuse, FusedFuture as _};
use futures_util::stream::StreamExt as _;
use pse_core::model::Notification;
use pse_core::time::later;
use tokio_util::sync::CancellationToken;

use super::desk::Desk;
use super::endpoint::Endpoint;
use super::webhook_sender::WebhookSender;

/// The longest sleep of an idle sender: another replica's notification, or a retry, waits no longer.
const LONGEST_SLEEP: Duration = Duration::from_secs(5);

impl WebhookSender {
    /// Sends due notifications until `stop` is cancelled; then waits for those under way, and gives the others back.
    pub async fn run(self, stop: CancellationToken) {
        let ready = self.receivers.iter().map(|(site, webhook)| (site, Endpoint::of(webhook)));
        let endpoints = ready.collect();
        let mut desk = Desk::new(&self, &endpoints);
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
