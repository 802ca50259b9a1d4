//! What an operator must know: counted for the metrics, logged, and posted where configured.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::post::Poster;
use crate::model::PaymentId;
use crate::payments::alert::Alert;

/// Alerts waiting to be posted; more are only counted and logged.
const WAITING: usize = 256;

/// Tells the operator. Clones tell the same one.
#[derive(Debug, Clone)]
pub struct Operator {
    raised: Arc<[AtomicU64; Alert::ALL.len()]>,
    outbox: mpsc::Sender<String>,
}

/// What [`post_alerts`] posts.
pub type Outbox = mpsc::Receiver<String>;

impl Operator {
    /// One that nobody has told anything yet, and what is to be posted.
    #[must_use]
    pub fn new() -> (Self, Outbox) {
        let (outbox, waiting) = mpsc::channel(WAITING);
        (
            Self { raised: Arc::new([const { AtomicU64::new(0) }; Alert::ALL.len()]), outbox },
            waiting,
        )
    }

    /// Raises an alert about a payment.
    pub fn about(&self, alert: Alert, payment: &PaymentId, note: Option<&str>) {
        tracing::error!(alert = alert.as_str(), payment = %payment, note, "A payment needs a person.");
        self.count(alert, Some(payment), note);
    }

    /// Counts and posts an alert that its own log line tells of.
    pub fn count(&self, alert: Alert, payment: Option<&PaymentId>, note: Option<&str>) {
        let place = Alert::ALL.iter().position(|known| *known == alert);
        if let Some(counter) = place.and_then(|place| self.raised.get(place)) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
        let message = serde_json::json!({
            "type": format!("alert.{alert}"),
            "payment_id": payment.map(PaymentId::as_str),
            "note": note,
        });
        // A full outbox, or none: the alert is counted and logged all the same.
        let _ = self.outbox.try_send(message.to_string());
    }

    /// How often each alert was raised since the start.
    #[must_use]
    pub fn raised(&self) -> Vec<(Alert, u64)> {
        let counts = self.raised.iter().map(|counter| counter.load(Ordering::Relaxed));
        Alert::ALL.into_iter().zip(counts).collect()
    }
}

/// Posts alerts to the operator's address until stopped. Each is tried once: the log has it.
pub async fn post_alerts(url: Url, poster: Poster, mut outbox: Outbox, stop: CancellationToken) {
    loop {
        let message = tokio::select! {
            () = stop.cancelled() => return,
            message = outbox.recv() => message,
        };
        let Some(message) = message else { return };
        if let Err(error) = poster.send(&url, &[], &message).await {
            tracing::warn!(%error, "An alert could not be posted.");
        }
    }
}
