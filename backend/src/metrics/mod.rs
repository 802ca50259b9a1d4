//! What an operator's Prometheus reads: durations counted as they happen, figures read when it asks.
//!
//! - [`durations`]: how long requests, provider calls and notifications took
//! - [`snapshot`]: figures of the store and the provider at one moment
//! - [`exposition`]: both in Prometheus' text format

pub mod durations;
pub mod exposition;
pub mod snapshot;

pub use durations::{Metrics, WrongKey};
