//! The store port for any number of replicas, in a PostgreSQL database (14 or later).
//!
//! The way to the server:
//! - [`settings`], [`address`]: what an operator decides; `parameters`, `encryption`: what an address says
//! - `tls`, `trust`: encrypted, and who is believed; `refusal`: why a server could not be connected to
//! - `connector`: one connection after another to whichever server can be written; `limits`: the server's time-outs
//! - `connection`: statements carried out; `failure`: or why not; `pool`: connections lent out; `pause`: trying again
//! - `server`: what a server must be; `reach`: found so at the start; `cannot_open`: or why not
//! - [`inspect`]: what is seen of a database that is not opened as a store

#![cfg_attr(not(test), expect(dead_code, reason = "what carries out the port is still to come"))]

pub mod address;
pub mod inspect;
pub mod settings;

mod cannot_open;
mod connection;
mod connector;
mod encryption;
mod failure;
mod limits;
mod parameters;
mod pause;
mod pool;
mod reach;
mod refusal;
mod server;
mod tls;
mod trust;

#[cfg(test)]
mod reaching;

pub use address::Address;
pub use reach::PATIENCE;
pub use settings::{Connections, Settings};
