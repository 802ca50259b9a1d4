//! A sandbox on a free port, and what one does with it.
//!
//! - [`running`]: starting and stopping one
//! - [`service`]: calling the service
//! - [`buyer`]: walking the pages
//! - [`control`]: the control interface
//! - [`samples`]: a payment that is right in every field

mod buyer;
mod control;
mod running;
mod samples;
mod service;

pub(crate) use buyer::location;
pub(crate) use running::Sandbox;
pub(crate) use samples::{LOGIN, RETURN_URL, SECRET, payer, payment, shared_payment, text};
pub(crate) use service::read;
