//! The store port for any number of replicas, in a PostgreSQL database (14 or later).
//!
//! The way to the server:
//! - [`settings`], [`address`]: what an operator decides; `parameters`, `encryption`: what an address says
//! - `tls`, `trust`: encrypted, and who is believed; `refusal`: why a server could not be connected to
//! - `connector`: one connection after another to whichever server can be written; `identity`: which one that is; `limits`:
//!   its time-outs
//! - `connection`: statements carried out; `failure`: or why not; `pool`: connections lent out; `pause`: trying again
//! - `server`: what a server must be, `privileges`: and the role; `reach`: found so at the start; `cannot_open`: or why not
//! - [`open`]: a database becomes a store; `migrations`: its schema; [`inspect`]: what is seen of one that is not opened
//!
//! The store:
//! - [`store`]: the port, deed by deed
//! - `processes`: which processes live; `keeper`: what each does for it by itself; `changes`: what others changed;
//!   `database_clock`: what time it is for all of them
//! - `values`, `columns`, `rows`: values and records between Rust and PostgreSQL
//! - `checkouts`, `intents`, `saving`, `payments`, `payment_values`, `listing`, `history`: payments, stored and found;
//!   `persons`: who pays, buys and receives; `consents`: what they consented to
//! - `claims`, `orphans`: who may ask the provider, and what no process holds any more
//! - `bank_lists`, `notifications`, `attempts`, `figures`, `unfinished`: the rest
//!
//! Each deed that changes anything is one statement. All SQL of the port is here and in `migrations`.
//!
//! [`tools`]: what an operator does with a database, while services run or not; `copy_mark`: which one was copied to another
//! store, or is being filled from one
//!
//! With the feature `test-server`: `test_server`, a PostgreSQL server for tests, with a database for each; `test_programs`: of which
//! version; `earlier`, databases as earlier builds left them.

pub mod address;
#[cfg(feature = "test-server")]
pub mod earlier;
pub mod inspect;
pub mod open;
pub mod settings;
pub mod store;
#[cfg(feature = "test-server")]
pub mod test_server;
pub mod tools;

mod attempts;
mod bank_lists;
mod cannot_open;
mod changes;
mod checkouts;
mod claims;
mod columns;
mod connection;
mod connector;
mod consents;
mod copy_mark;
mod database_clock;
mod encryption;
mod failure;
mod figures;
mod history;
mod identity;
mod intents;
mod keeper;
mod limits;
mod listing;
mod migrations;
mod notifications;
mod orphans;
mod parameters;
mod pause;
mod payment_values;
mod payments;
mod persons;
mod pool;
mod privileges;
mod processes;
mod reach;
mod refusal;
mod refused_writes;
mod rows;
mod saving;
mod server;
#[cfg(feature = "test-server")]
mod test_programs;
mod tls;
mod trust;
mod unfinished;
mod values;

#[cfg(test)]
mod reaching;
#[cfg(test)]
mod tests;

pub use address::Address;
pub use inspect::look_into;
pub use reach::PATIENCE;
pub use settings::{Connections, Settings};
pub use store::PostgresStore;
