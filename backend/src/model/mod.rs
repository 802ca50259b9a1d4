//! What the service keeps: checkouts, payments, their history, and what it owes merchants.
//!
//! - [`id`]: unguessable names
//! - [`site`]: which merchant
//! - [`checkout`]: an order that can be paid
//! - [`payment`]: one attempt to pay it
//! - [`history`]: what happened to a payment, and who asked
//! - [`notification`]: what the merchant's server must still be told

pub mod checkout;
pub mod history;
pub mod id;
pub mod notification;
pub mod payment;

pub use checkout::Checkout;
pub use history::{Asker, HistoryEntry};
pub use id::{CheckoutId, NotificationId, PaymentId};
pub use notification::{Attempt, Notification, NotificationState};
pub use payment::{Payment, Schedule};
