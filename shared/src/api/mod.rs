//! The bodies that cross the wire (JSON, snake_case; amounts are strings with at
//! most two decimals; times RFC 3339). Unknown fields are refused in requests.

mod bank;
mod checkout;
mod payment;
mod problem;

pub use bank::{Bank, BankList};
pub use checkout::{
    Attribute, CheckoutCreated, CheckoutView, CreateCheckout, Credit, Merchant, PaymentView,
};
pub use payment::{
    CreatePayment, HistoryRow, PaymentCreated, PaymentPage, PaymentRecord, ProviderRecord,
};
pub use problem::{Problem, ProblemField};
