//! A sandbox on a free port, and what one does with it.
//!
//! - [`running`]: starting and stopping one
//! - [`service`]: calling the service
//! - [`buyer`]: walking the pages
//! - [`portal`]: a member in the cooperative network's portal
//! - [`control`]: the control interface
//! - [`samples`]: a payment that is right in every field

mod buyer;
mod control;
mod portal;
mod running;
mod samples;
mod service;

pub(crate) use buyer::{Page, location};
pub(crate) use portal::{Member, Portal};
pub(crate) use running::Sandbox;
pub(crate) use samples::{LOGIN, RETURN_URL, SECRET, payer, payment, shared_payment, text};
pub(crate) use service::read;
