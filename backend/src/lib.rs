//! The pse-checkout service: takes PSE payments through Place to Pay.
//!
//! Dependencies point one way: `routes → checkouts, payments, banks → provider, store`;
//! provider and store never meet.
//!
//! - [`config`], [`logging`], [`clock`], [`net`]: the world outside, each at one place
//! - [`model`]: what is kept; [`store`]: where
//! - [`provider`]: Place to Pay, asked within limits and classified strictly
//! - [`payments`]: the states, creating, asking, probing
//! - [`checkouts`], [`banks`]: what a buyer reads before paying
//! - [`notifications`]: the merchant's server is told
//! - [`pages`]: what the service itself shows people
//! - [`routes`]: the HTTP API and the pages
//! - [`service`]: all of it put together and run

pub mod banks;
pub mod checkouts;
pub mod clock;
pub mod config;
pub mod events;
pub mod logging;
pub mod model;
pub mod net;
pub mod notifications;
pub mod pages;
pub mod payments;
pub mod provider;
pub mod routes;
pub mod service;
pub mod store;

#[cfg(test)]
mod test_support;
