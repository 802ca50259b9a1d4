//! A damaged store is noticed: it writes nothing more by itself, so whatever would write rests until somebody has mended it.

use std::sync::Arc;

use pse_core::alerts::{Alert, Alerts};
use pse_core::ports::store::Store;
use tokio_util::sync::CancellationToken;

/// Has the store watched over until `stop` is cancelled. When it is damaged, an alert is raised and `resting` is
/// cancelled, by which probe and notifications end.
pub async fn watch(
    store: Arc<dyn Store>,
    alerts: Alerts,
    resting: CancellationToken,
    stop: CancellationToken,
) {
    let finding = tokio::select! {
        () = stop.cancelled() => return,
        finding = store.damage() => finding,
    };
    let alert = Alert::StoreDamaged;
    tracing::error!(
        alert = alert.as_str(),
        finding,
        "The store is damaged: nothing more is written, no payment begins, and nobody is asked or told anything."
    );
    alerts.raise(alert, None, Some(&finding));
    resting.cancel();
}
