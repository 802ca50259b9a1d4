//! The bodies that cross the wire (JSON, snake_case; amounts are strings with at
//! most two decimals; times RFC 3339). Unknown fields are refused in requests.

mod bank;
mod checkout;
mod notification;
mod payment;
mod problem;
#[cfg(feature = "schema")]
pub mod schema;
mod webhook;

pub use bank::{Bank, BankList};
pub use checkout::{
    Attribute, CheckoutCreated, CheckoutView, CreateCheckout, Credit, Merchant, PaymentView,
};
pub use notification::{NotificationAttempt, NotificationList, NotificationRecord};
pub use payment::{
    ConsentRecord, CreatePayment, HistoryRow, PaymentCreated, PaymentPage, PaymentRecord,
    ProviderRecord,
};
pub use problem::{Problem, ProblemField};
pub use webhook::{PaymentMessage, PaymentMessageData};
