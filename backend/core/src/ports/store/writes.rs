//! What is stored whole or not at all: checkouts, intents, changes.

use jiff::Timestamp;
use pse_shared::CheckoutState;

use crate::model::{Checkout, ConsentGiven, HistoryEntry, Notification, Payment};

/// The idempotency key of a request, with the hash of its body. The first answer is made again from what the request
/// created, so no answer is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey {
    /// The client's key.
    pub key: String,
    /// SHA-256 of the request's body in canonical form, its texts cleaned, hexadecimal.
    pub body_hash: String,
    /// The same of the body as it is written: what was stored before texts were cleaned first.
    pub written_hash: String,
}

impl IdempotencyKey {
    /// Whether a hash stored with the key is that of this request.
    #[must_use]
    pub fn is_of(&self, body_hash: &str) -> bool {
        body_hash == self.body_hash || body_hash == self.written_hash
    }
}

/// The result of storing a new checkout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InsertCheckout {
    /// The checkout is stored.
    Stored,
    /// The idempotency key was used before: nothing was stored.
    KeyUsed {
        /// The checkout that the key's first request created.
        checkout: Box<Checkout>,
        /// The hash of the key's first request.
        body_hash: String,
    },
}

/// A payment about to be created at the provider, stored before the provider is called.
#[derive(Debug, Clone)]
pub struct Intent {
    /// The payment, in the state `creating`. The store sets its `attempt` (one more than the payments its site and
    /// merchant reference already have) and from that its `reference` ([`pse_shared::order::attempt_reference`]).
    pub payment: Payment,
    /// The first row of the payment's history.
    pub history: HistoryEntry,
    /// What the buyer consents to by paying, where the site asks for it; given at the payment's `created_at`.
    pub consent: Option<ConsentGiven>,
    /// The buyer's idempotency key, unique per checkout.
    pub idempotency: Option<IdempotencyKey>,
    /// The end of this process's lease on the creation. Afterwards, or as soon as the store knows that this process is
    /// gone, another process may settle the payment.
    pub lease_until: Timestamp,
}

/// The result of storing an intent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InsertIntent {
    /// The payment is stored durably, and its checkout is `pending`.
    Stored(Box<Payment>),
    /// Another payment of this checkout, or of this site's reference, is creating, pending or approved.
    Blocked(Box<Payment>),
    /// The checkout has had its [`pse_shared::limits::ATTEMPTS_PER_CHECKOUT`] payments: nothing was stored.
    TooMany,
    /// The idempotency key was used before on this checkout: nothing was stored.
    KeyUsed {
        /// The payment that the key's first request created.
        payment: Box<Payment>,
        /// The hash of the key's first request.
        body_hash: String,
    },
}

/// A change of a payment, stored whole or not at all.
#[derive(Debug, Clone)]
pub struct PaymentChange {
    /// The payment after the change. Stored only if the stored row still has `payment.version`; the stored version
    /// grows by one.
    pub payment: Payment,
    /// The row to add to the payment's history.
    pub history: Option<HistoryEntry>,
    /// The checkout's new state; `None` when it stays.
    pub checkout: Option<CheckoutState>,
    /// The notification to the merchant, if any.
    pub notification: Option<Notification>,
}

impl PaymentChange {
    /// Whether the payment's state changes; followers of the checkout are told then.
    #[must_use]
    pub fn changes_state(&self) -> bool {
        self.history.as_ref().is_some_and(HistoryEntry::changes_state)
    }
}
