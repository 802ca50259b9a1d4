//! The store port: whole durable deeds. A change to money is one durable transaction; "not found" is `Ok(None)`.
//!
//! - [`interface`]: what a store can be asked
//! - [`writes`]: what is stored whole or not at all
//! - [`claims`]: who may do something now, and until when
//! - [`reads`]: what is looked for
//! - [`changes`]: checkouts that changed, as they change
//! - [`change_broadcast`]: telling them within one process
//! - [`error`]: the store could not do it
//! - [`schema`]: the migrations of a store that has a schema

pub mod change_broadcast;
pub mod changes;
pub mod claims;
pub mod error;
pub mod interface;
pub mod reads;
pub mod schema;
pub mod writes;

pub use change_broadcast::ChangeBroadcast;
pub use changes::{CheckoutChange, CheckoutChanges};
pub use claims::{
    AttemptMade, ClaimWindow, NotificationClaim, NotificationOutcome, ReturnLimit, SiteClaim,
};
pub use error::{OpenError, StoreError};
pub use interface::Store;
pub use reads::{Figures, PaymentFilter, StoredBankList, Unfinished};
pub use writes::{IdempotencyKey, InsertCheckout, InsertIntent, Intent, PaymentChange};
