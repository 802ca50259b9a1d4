//! Outgoing messages: webhooks to merchants' servers, alerts to the operator.
//!
//! - [`webhook_sender`]: telling a merchant's server until it takes it
//! - [`sending`]: its work, until it is stopped
//! - [`desk`]: what it has in its hands: claimed, being sent, not recorded yet
//! - [`site_places`]: how many of a site's are sent at once, and which waits
//! - [`attempt`]: one attempt, and what follows from it
//! - [`endpoint`]: where it goes and how it is signed, made ready once
//! - [`webhook_client`]: one message over HTTP
//! - [`backoff`]: when it is told again
//! - [`address`]: where messages never go
//! - [`post_alerts`]: alerts to the operator's address

pub mod address;
mod attempt;
pub mod backoff;
mod desk;
mod endpoint;
pub mod post_alerts;
mod sending;
mod site_places;
pub mod webhook_client;
pub mod webhook_sender;

#[cfg(test)]
mod tests;
