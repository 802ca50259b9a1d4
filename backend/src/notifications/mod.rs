//! Outgoing messages: webhooks to merchants' servers, alerts to the operator.
//!
//! - [`webhook_sender`]: telling a merchant's server until it takes it
//! - [`webhook_client`]: one signed message over HTTP
//! - [`backoff`]: when it is told again
//! - [`address`]: where messages never go
//! - [`post_alerts`]: alerts to the operator's address

pub mod address;
pub mod backoff;
pub mod post_alerts;
pub mod webhook_client;
pub mod webhook_sender;
