//! What the service needs of a store, whichever it is. A change to money is one durable
//! transaction; "not found" is `Ok(None)`.
//!
//! - [`sqlite`]: the store on one machine

mod interface;
pub mod sqlite;

pub use interface::{
    BankListRow, Change, ClaimWindow, Figures, Idempotency, InsertCheckout, InsertIntent, Intent,
    NotificationOutcome, PaymentFilter, ReturnLimit, Store, StoreError,
};
