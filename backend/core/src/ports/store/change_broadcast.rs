//! Broadcasts changes to their followers within one process.

use std::sync::{Mutex, MutexGuard, PoisonError};

use futures_util::stream;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::broadcast::{Receiver, Sender};

use super::changes::{CheckoutChange, CheckoutChanges};
use crate::model::CheckoutId;

/// Changes that are kept for a slow follower; one that lags more is told that any checkout may have changed.
const BACKLOG: usize = 1024;

/// Broadcasts which checkouts change to the followers of one process, for stores that see every change themselves.
#[derive(Debug)]
pub struct ChangeBroadcast(Mutex<Option<Sender<CheckoutChange>>>);

impl Default for ChangeBroadcast {
    fn default() -> Self {
        Self(Mutex::new(Some(Sender::new(BACKLOG))))
    }
}

impl ChangeBroadcast {
    /// Tells every follower that the state of a payment of this checkout changed.
    pub fn send(&self, checkout: &CheckoutId) {
        self.tell(CheckoutChange::Checkout(checkout.clone()));
    }

    /// Tells every follower that any checkout may have changed, as events were lost on their way to this process.
    pub fn send_any(&self) {
        self.tell(CheckoutChange::Any);
    }

    /// Whether anybody follows.
    #[must_use]
    pub fn is_followed(&self) -> bool {
        self.sender().as_ref().is_some_and(|sender| sender.receiver_count() > 0)
    }

    /// Returns a stream of the checkouts that change from now on, until [`Self::close`].
    #[must_use]
    pub fn follow(&self) -> CheckoutChanges {
        let receiver = self.sender().as_ref().map(Sender::subscribe);
        Box::pin(stream::unfold(receiver, |receiver| async {
            let mut receiver = receiver?;
            let changed = next(&mut receiver).await?;
            Some((changed, Some(receiver)))
        }))
    }

    /// Ends every follower's stream, after what was sent before.
    pub fn close(&self) {
        *self.sender() = None;
    }

    fn tell(&self, change: CheckoutChange) {
        if let Some(sender) = self.sender().as_ref() {
            // An error means that nobody follows.
            let _ = sender.send(change);
        }
    }

    fn sender(&self) -> MutexGuard<'_, Option<Sender<CheckoutChange>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn next(receiver: &mut Receiver<CheckoutChange>) -> Option<CheckoutChange> {
    match receiver.recv().await {
        Ok(change) => Some(change),
        Err(RecvError::Lagged(_)) => Some(CheckoutChange::Any),
        Err(RecvError::Closed) => None,
    }
}

#[cfg(test)]
mod tests {
    use futures_util::{FutureExt, StreamExt};
    use jiff::Timestamp;

    use super::*;

    #[tokio::test]
    async fn a_follower_that_lags_too_much_is_told_that_anything_may_have_changed() {
        let broadcast = ChangeBroadcast::default();
        let mut slow = broadcast.follow();
        let checkouts: Vec<_> =
            (0..=BACKLOG).map(|_| CheckoutId::new(Timestamp::UNIX_EPOCH).unwrap()).collect();
        checkouts.iter().for_each(|checkout| broadcast.send(checkout));
        assert_eq!(slow.next().await, Some(CheckoutChange::Any));
        for checkout in &checkouts[1..] {
            assert_eq!(slow.next().await, Some(CheckoutChange::Checkout(checkout.clone())));
        }
        assert!(slow.next().now_or_never().is_none(), "nothing more has changed");
    }

    #[tokio::test]
    async fn who_follows_is_known_and_hears_that_anything_may_have_changed() {
        let broadcast = ChangeBroadcast::default();
        assert!(!broadcast.is_followed());
        let mut follower = broadcast.follow();
        assert!(broadcast.is_followed());
        broadcast.send_any();
        assert_eq!(follower.next().await, Some(CheckoutChange::Any));
        drop(follower);
        assert!(!broadcast.is_followed());
    }

    #[tokio::test]
    async fn closing_ends_it_for_everybody_after_what_was_sent() {
        let broadcast = ChangeBroadcast::default();
        let mut before = broadcast.follow();
        let checkout = CheckoutId::new(Timestamp::UNIX_EPOCH).unwrap();
        broadcast.send(&checkout);
        broadcast.close();
        broadcast.send(&checkout);
        assert_eq!(before.next().await, Some(CheckoutChange::Checkout(checkout)));
        assert_eq!(before.next().await, None);
        assert_eq!(broadcast.follow().next().await, None);
    }
}
