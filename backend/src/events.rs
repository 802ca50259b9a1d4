//! Who hears that a checkout changed: every page that shows it.

use tokio::sync::broadcast;

use crate::model::CheckoutId;

/// Changes a slow listener may lag behind; one that lags more reads the checkout again anyway.
const BACKLOG: usize = 1024;

/// Tells pages that a checkout changed. Cloning it keeps telling the same pages.
#[derive(Debug, Clone)]
pub struct Events(broadcast::Sender<CheckoutId>);

impl Default for Events {
    fn default() -> Self {
        Self(broadcast::Sender::new(BACKLOG))
    }
}

impl Events {
    /// A payment of this checkout moved.
    pub fn changed(&self, checkout: &CheckoutId) {
        // No page is listening: nothing to tell.
        let _ = self.0.send(checkout.clone());
    }

    /// From now on.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<CheckoutId> {
        self.0.subscribe()
    }
}
