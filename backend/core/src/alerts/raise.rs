//! Raising an alert: it is counted for the metrics, logged, and handed out to be posted.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::mpsc;

use super::alert::Alert;
use crate::model::PaymentId;

/// Alerts waiting to be posted; more are only counted and logged.
const WAITING: usize = 256;

/// Raises alerts to the operator: counts, logs and queues them. Clones share counts and queue.
#[derive(Debug, Clone)]
pub struct Alerts {
    counters: Arc<[AtomicU64; Alert::ALL.len()]>,
    queue: mpsc::Sender<String>,
}

/// The queue of alerts (JSON texts) that wait to be posted to the operator.
pub type AlertQueue = mpsc::Receiver<String>;

impl Alerts {
    /// Makes an [`Alerts`] that has raised nothing yet, and the queue of the alerts to be posted.
    #[must_use]
    pub fn new() -> (Self, AlertQueue) {
        let (queue, waiting) = mpsc::channel(WAITING);
        (
            Self { counters: Arc::new([const { AtomicU64::new(0) }; Alert::ALL.len()]), queue },
            waiting,
        )
    }

    /// Raises an alert about a payment, and logs it.
    pub fn raise_for_payment(&self, alert: Alert, payment: &PaymentId, note: Option<&str>) {
        tracing::error!(alert = alert.as_str(), payment = %payment, note, "A payment needs a person.");
        self.raise(alert, Some(payment), note);
    }

    /// Counts and queues an alert that the caller has logged itself.
    pub fn raise(&self, alert: Alert, payment: Option<&PaymentId>, note: Option<&str>) {
        let place = Alert::ALL.iter().position(|known| *known == alert);
        if let Some(counter) = place.and_then(|place| self.counters.get(place)) {
            counter.fetch_add(1, Ordering::Relaxed);
        }
        let message = serde_json::json!({
            "type": format!("alert.{alert}"),
            "payment_id": payment.map(PaymentId::as_str),
            "note": note,
        });
        // A full queue, or nobody who posts: the alert is counted and logged all the same.
        let _ = self.queue.try_send(message.to_string());
    }

    /// Returns how often each kind of alert was raised since the process started.
    #[must_use]
    pub fn counts(&self) -> Vec<(Alert, u64)> {
        let counts = self.counters.iter().map(|counter| counter.load(Ordering::Relaxed));
        Alert::ALL.into_iter().zip(counts).collect()
    }
}
