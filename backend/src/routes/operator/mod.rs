//! What an operator watches.
//!
//! - [`health`]: whether the service is alive and its store reachable
//! - [`metrics`]: figures in Prometheus' text format

pub mod health;
pub mod metrics;
