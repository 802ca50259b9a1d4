//! The store on one machine: an SQLite file, its write-ahead log on the disk before any
//! answer (`synchronous=FULL`).
//!
//! - [`open`]: a file becomes a store, or says why not; `version`, `lock`: what it checks
//! - `store`: the interface, statement by statement
//! - `writer`: the one connection that writes, and its commits
//! - `columns`, `rows`: values and records between Rust and SQLite
//! - `checkouts`, `intents`, `changes`, `payments`, `listing`, `history`: payments, stored and found
//! - `claims`: who may ask the provider, and when
//! - `bank_lists`, `notifications`, `attempts`, `figures`: the rest
//!
//! Each statement has a function of its own; all SQL is here and in `migrations/sqlite`.

pub mod open;

mod attempts;
mod bank_lists;
mod changes;
mod checkouts;
mod claims;
mod columns;
mod figures;
mod history;
mod intents;
mod listing;
mod lock;
mod notifications;
mod payments;
mod rows;
mod store;
#[cfg(test)]
pub(crate) mod tests;
mod version;
mod writer;

pub use open::OpenError;
pub use store::SqliteStore;
