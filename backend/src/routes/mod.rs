//! The HTTP API and the pages. One file answers one endpoint.
//!
//! - [`router`]: which file answers which path
//! - [`state`]: what every route can reach
//! - [`problem`], [`words`]: errors, and their words
//! - [`body`], [`idempotency`], [`auth`], [`browser`], [`cors`], [`rate`], [`layers`]: what requests
//!   have in common
//! - [`create_checkout`], [`show_checkout`], [`checkout_events`], [`list_banks`], [`create_payment`],
//!   [`return_from_bank`]: the path of a payment
//! - [`pay`], [`pay_submit`], [`pay_page`], [`pay_origin`], [`pay_trouble`], [`pay_assets`]: the same as
//!   pages that need no script
//! - [`list_payments`], [`csv`], [`show_payment`], [`probe_payment`], [`redeliver_notification`]: the merchant's
//!   server
//! - [`health`], [`metrics`]: the operator
//! - [`openapi`], [`docs`], [`problems`]: this API, described
//! - [`assets`], [`demo`]: the widget's files and the demo shop

pub mod assets;
pub mod auth;
pub mod body;
pub mod browser;
pub mod checkout_events;
pub mod cors;
pub mod create_checkout;
pub mod create_payment;
pub mod csv;
pub mod demo;
pub mod docs;
pub mod health;
pub mod idempotency;
pub mod layers;
pub mod list_banks;
pub mod list_payments;
pub mod metrics;
pub mod openapi;
pub mod pay;
pub mod pay_assets;
pub mod pay_origin;
pub mod pay_page;
pub mod pay_submit;
pub mod pay_trouble;
pub mod probe_payment;
pub mod problem;
pub mod problems;
pub mod rate;
pub mod redeliver_notification;
pub mod return_from_bank;
pub mod router;
pub mod sentence;
pub mod show_checkout;
pub mod show_payment;
pub mod state;
pub mod words;

#[cfg(test)]
mod openapi_tests;
#[cfg(test)]
mod pay_tests;
