//! What widgets and merchants' servers call.
//!
//! - [`create_checkout`], [`show_checkout`], [`checkout_events`], [`list_banks`], [`create_payment`]: the path
//!   of a payment; [`embed`]: the HTML for a checkout's page
//! - [`list_payments`], [`csv`], [`show_payment`], [`probe_payment`], [`redeliver_notification`]: a merchant's
//!   payments

pub mod checkout_events;
pub mod create_checkout;
pub mod create_payment;
pub mod csv;
pub mod embed;
pub mod list_banks;
pub mod list_payments;
pub mod probe_payment;
pub mod redeliver_notification;
pub mod show_checkout;
pub mod show_payment;
