//! Alerts: what an operator must look at.
//!
//! - [`alert`]: the kinds of alert
//! - [`raise`]: raising one: counted, logged, and handed out to be posted

pub mod alert;
pub mod raise;

pub use alert::Alert;
pub use raise::{AlertQueue, Alerts};
