//! The pse-checkout service: takes PSE payments through a provider.
//!
//! Dependencies point one way: `routes → core ← {providers, stores}`; provider and store never meet.
//!
//! - [`config`], [`logging`], [`metrics`]: what an operator decides and watches
//! - [`notifications`]: the merchant's server and the operator are told
//! - [`words`]: everything the service says, in every language
//! - [`connections`]: of clients that are slow, or many
//! - [`content`]: what never changes, compressed once and kept
//! - [`pages`]: what the service itself shows people
//! - [`routes`]: the HTTP API and the pages
//! - [`control`]: how a command reaches the service that has the store; [`store_verbs`]: the commands about the store
//! - [`service`]: all of it put together and run

pub mod config;
pub mod connections;
pub mod content;
pub mod control;
pub mod logging;
pub mod metrics;
pub mod notifications;
pub mod pages;
pub mod routes;
pub mod service;
pub mod store_verbs;
pub mod words;

#[cfg(test)]
mod test_support;
