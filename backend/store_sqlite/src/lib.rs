//! The store port on one machine: an SQLite file, its write-ahead log on the disk before any answer
//! (`synchronous=FULL`), held by one process at a time.
//!
//! - [`open`]: a file becomes a store; `cannot_open`: or why not; `version`, `lock`, `modes`, `header`, `log_check`: what it checks; `beside`: files beside it; `unclosed`: a file read past SQLite
//! - `check`: whether all it holds is whole; `watch`: looks for that while it is open; `health`: knows what was found
//! - [`inspect`]: what is seen of a file that is not opened as a store: unfinished payments, and who may reach it
//! - [`store`]: the port, statement by statement
//! - `writer`: the one connection that writes, and its commits; `readers`: those that read; `connections`: their settings
//! - `migrations`: the schema, and which part of it a file has
//! - `statements`, `columns`, `values`, `rows`: values and records between Rust and SQLite; `failure`: or why not
//! - `checkouts`, `intents`, `saving`, `payments`, `payment_values`, `listing`, `history`: payments, stored and found; `persons`: who pays, buys and receives; `consents`: what they consented to
//! - `claims`, `orphans`: who may ask the provider, and what no process holds any more
//! - [`backup`], [`restore`], [`verify`], [`stats`]: what an operator does with a file; `part_file`: one that is whole or not there; [`tool_error`]: or why not
//! - [`copying`]: everything is copied to another store, row by row; `copy_mark`: which store was
//! - `bank_lists`, `notifications`, `attempts`, `figures`, `unfinished`: the rest
//!
//! Each statement has a function of its own; all SQL is here and in `migrations`.

pub mod backup;
pub mod copying;
pub mod inspect;
pub mod open;
pub mod restore;
pub mod stats;
pub mod store;
pub mod tool_error;
pub mod verify;

mod attempts;
mod bank_lists;
mod beside;
mod cannot_open;
mod check;
mod checkouts;
mod claims;
mod columns;
mod connections;
mod consents;
mod copy_mark;
mod failure;
mod figures;
mod header;
mod health;
mod history;
mod intents;
mod listing;
mod lock;
mod log_check;
mod migrations;
mod modes;
mod notifications;
mod orphans;
mod part_file;
mod payment_values;
mod payments;
mod persons;
mod readers;
mod rows;
mod saving;
mod statements;
mod unclosed;
mod unfinished;
mod values;
mod version;
mod watch;
mod writer;

#[cfg(test)]
mod tests;

pub use inspect::{exposed_in, unfinished_in};
pub use store::SqliteStore;
pub use tool_error::ToolError;
