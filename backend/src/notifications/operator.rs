//! What an operator must know: counted for the metrics, and logged for whoever reads.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::model::PaymentId;
use crate::payments::alert::Alert;

static RAISED: [AtomicU64; Alert::ALL.len()] = [const { AtomicU64::new(0) }; Alert::ALL.len()];

/// Raises an alert about a payment.
pub fn raise(alert: Alert, payment: &PaymentId, note: Option<&str>) {
    count(alert);
    tracing::error!(alert = alert.as_str(), payment = %payment, note, "A payment needs a person.");
}

/// Counts an alert that its own log line tells of.
pub fn count(alert: Alert) {
    if let Some(counter) = Alert::ALL.iter().position(|known| *known == alert).and_then(|i| RAISED.get(i)) {
        counter.fetch_add(1, Ordering::Relaxed);
    }
}

/// How often each alert was raised since the start.
#[must_use]
pub fn raised() -> Vec<(Alert, u64)> {
    Alert::ALL
        .into_iter()
        .zip(&RAISED)
        .map(|(alert, counter)| (alert, counter.load(Ordering::Relaxed)))
        .collect()
}
