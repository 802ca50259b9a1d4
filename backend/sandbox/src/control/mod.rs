//! The control interface: what a test uses to see what the sandbox knows, to move its
//! transactions and clock, and to make things go wrong. For callers on this machine only.
//!
//! - [`routes`]: its paths
//! - [`guard`]: who may use it
//! - [`problem`]: what is answered to wrong input
//! - [`transactions`]: listing and forcing
//! - [`listed`]: a transaction as JSON
//! - [`faults`]: planning faults
//! - [`planned`]: reading a planned fault
//! - [`changed`]: reading what is to be otherwise about an answer
//! - [`clock`]: moving the clock
//! - [`calls`]: the calls of the service
//! - [`reset`]: back to the start

mod calls;
mod changed;
mod clock;
mod faults;
mod guard;
mod listed;
mod planned;
mod problem;
mod reset;
mod routes;
mod transactions;

pub(crate) use routes::routes;
