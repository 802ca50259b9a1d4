//! Who tells merchants' servers until they take it: at least once, the same id each time, in order for each payment. Each
//! site has places of its own, so that a server that hangs delays nobody else.

use std::collections::BTreeMap;
use std::sync::Arc;

use tokio::sync::Notify;

use super::webhook_client::WebhookClient;
use crate::config::WebhookConfig;
use crate::metrics::Metrics;
use pse_core::model::SiteName;
use pse_core::ports::store::Store;
use pse_core::time::Clock;

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
