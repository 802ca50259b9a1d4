//! The stream of checkouts that change.

use std::pin::Pin;

use futures_util::Stream;

use crate::model::CheckoutId;

/// An event of a store: one or more checkouts changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckoutChange {
    /// The state of a payment of this checkout changed.
    Checkout(CheckoutId),
    /// Events were lost, as the follower was too slow: any checkout may have changed.
    Any,
}

/// A stream of the checkouts that change, whichever process changes them. Ends when the store is closed.
pub type CheckoutChanges = Pin<Box<dyn Stream<Item = CheckoutChange> + Send>>;
