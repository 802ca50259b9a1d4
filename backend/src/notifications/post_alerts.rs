//! Posting alerts to the operator's address.

use pse_core::alerts::AlertQueue;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::webhook_client::WebhookClient;

/// Posts alerts to the operator's URL until `stop` is cancelled. Each is tried once: the log has it anyway.
pub async fn post_alerts(
    url: Url,
    client: WebhookClient,
    mut queue: AlertQueue,
    stop: CancellationToken,
) {
    loop {
        let message = tokio::select! {
            () = stop.cancelled() => return,
            message = queue.recv() => message,
        };
        let Some(message) = message else { return };
        if let Err(error) = client.unsigned(&url, message).await {
            tracing::warn!(%error, "An alert could not be posted.");
        }
    }
}
