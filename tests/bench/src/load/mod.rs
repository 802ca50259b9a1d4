//! Load on a program, and how it bears it.
//!
//! - [`wire`]: one connection that asks and reads, as cheap as a client can be
//! - [`clients`]: many of them at once
//! - [`reader`]: one that asks for the same thing again and again
//! - [`wrk`]: Debian's load generator, for what is quicker than any client of ours
//! - [`shop`]: the merchant and the buyers of the service

pub(crate) mod clients;
pub(crate) mod reader;
pub(crate) mod shop;
pub(crate) mod wire;
pub(crate) mod wrk;

pub(crate) use clients::{Load, all_of};
pub(crate) use wire::Wire;
