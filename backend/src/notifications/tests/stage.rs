//! A store with payments whose merchants must be told, and senders for it.

use std::sync::Arc;

use jiff::Timestamp;
use pse_core::model::{Checkout, Notification, Payment};
use pse_core::ports::store::{PaymentChange, Store};
use pse_core::ports::store_suite::samples::{
    change, checkout, minute, notification, site, started,
};
use pse_core::time::{ManualClock, later};
use pse_shared::PaymentState;
use pse_store_memory::MemoryStore;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::config::WebhookConfig;
use crate::metrics::Metrics;
use crate::notifications::webhook_client::WebhookClient;
use crate::notifications::webhook_sender::WebhookSender;

/// A store, a clock at minute 60, and what wakes the sender.
pub(super) struct Stage {
    pub(super) store: Arc<dyn Store>,
    pub(super) clock: Arc<ManualClock>,
    wake: Arc<Notify>,
}

impl Stage {
    pub(super) fn new() -> Self {
        install_tls();
        Self {
            store: Arc::new(MemoryStore::new()),
            clock: Arc::new(ManualClock::new(minute(60))),
            wake: Arc::default(),
        }
    }

    /// Starts a sender for sites with these webhooks.
    pub(super) fn send(&self, webhooks: &[(String, Url)]) -> Sending {
        let secrets = vec![format!("whsec_{}", "QUJD".repeat(12)).into()];
        let receivers = webhooks.iter().map(|(name, url)| {
            (site(name), WebhookConfig { url: url.clone(), secrets: secrets.clone() })
        });
        let sender = WebhookSender {
            store: Arc::clone(&self.store),
            clock: self.clock.clone(),
            receivers: Arc::new(receivers.collect()),
            client: WebhookClient::new(true, false).unwrap(),
            wake: Arc::clone(&self.wake),
            metrics: Metrics::new().unwrap(),
        };
        let stop = CancellationToken::new();
        Sending { run: tokio::spawn(sender.run(stop.clone())), stop }
    }

    /// Stores a payment of a site that has just been begun.
    pub(super) async fn payment(&self, name: &str, reference: &str) -> Payment {
        let checkout = Checkout { site: site(name), ..checkout(reference) };
        self.store.insert_checkout(&checkout, None).await.unwrap();
        started(&*self.store, &checkout, 1).await
    }

    /// Stores that a payment's merchant must be told so many things, all of them due; returns them in order.
    pub(super) async fn tell(&self, payment: &Payment, count: i64) -> Vec<Notification> {
        let mut payment = self.store.payment(&payment.id).await.unwrap().unwrap();
        let mut told = Vec::new();
        for at in 1..=count {
            let notification = notification(&payment, at);
            let change = PaymentChange {
                notification: Some(notification.clone()),
                ..change(&payment, PaymentState::Pending, 1)
            };
            assert!(self.store.save(&change).await.unwrap());
            payment = self.store.payment(&payment.id).await.unwrap().unwrap();
            told.push(notification);
        }
        told
    }

    /// Wakes the sender, as whoever stores a notification does.
    pub(super) fn wake(&self) {
        self.wake.notify_one();
    }

    /// A time that every claim of today has ended by.
    pub(super) fn after_every_claim(&self) -> Timestamp {
        later(minute(60), std::time::Duration::from_secs(60))
    }
}

/// Chooses how this process does TLS, as the program does when it starts.
pub(super) fn install_tls() {
    // A second choice is refused, and the first stays.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// A sender that runs.
pub(super) struct Sending {
    pub(super) run: JoinHandle<()>,
    pub(super) stop: CancellationToken,
}
