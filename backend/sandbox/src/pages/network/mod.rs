//! The cooperative network's portal at the bank.
//!
//! - [`show`]: the step a member is on
//! - [`submit`]: what a member answered
//! - [`fields`]: the fields of each step
//! - [`details`]: «Datos del pago» and the receipt
//! - [`receipt`]: the receipt to print
//! - [`forgotten`]: a forgotten user or password

mod details;
mod fields;
mod forgotten;
mod receipt;
mod show;
mod submit;

pub(super) use forgotten::{show as show_forgotten, submit as submit_forgotten};
pub(super) use receipt::print;
pub(super) use show::{draw, shows};
pub(super) use submit::submit;
