//! The store port on one machine: an SQLite file, its write-ahead log on the disk before any answer
//! (`synchronous=FULL`), held by one process at a time.
//!
//! - [`open`]: a file becomes a store; `cannot_open`: or why not; `version`, `lock`, `modes`, `header`, `log_check`: what it checks; `beside`: files beside it; `unclosed`: a file read past SQLite
//! - `check`: whether all it holds is whole; `watch`: looks for that while it is open; `health`: knows what was found
//! - [`inspect`]: what is seen of a file that is not opened as a store: unfinished payments, and who may reach it
//! - [`store`]: the port, statement by statement
//! - `writer`: who writes, and when; `committer`: the one connection that does, and its commits; `job`: what it does; `pace`: on which thread; `readers`: those that read; `connections`: their settings
//! - `migrations`: the schema, and which part of it a file has
//! - `statements`, `columns`, `values`, `rows`: values and records between Rust and SQLite; `failure`: or why not
//! - `checkouts`, `intents`, `saving`, `payments`, `payment_values`, `listing`, `history`: payments, stored and found; `persons`: who pays, buys and receives; `consents`: what they consented to
//! - `claims`, `orphans`: who may ask the provider, and what no process holds any more
//! - [`backup`], [`restore`], [`verify`], [`stats`]: what an operator does with a file; `part_file`: one that is whole or not there; `tool_error`: or why not
//! - [`copying`]: a file takes part in a copy of everything; `copy_mark`: which file was copied to another store
//! - `bank_lists`, `notifications`, `attempts`, `figures`, `unfinished`: the rest
//!
//! [`earlier`] (feature `earlier`): files as earlier builds left them, for tests.
//!
//! Each statement has a function of its own; all SQL is here and in `migrations`.

pub mod backup;
pub mod copying;
#[cfg(any(test, feature = "earlier"))]
pub mod earlier;
pub mod inspect;
pub mod open;
pub mod restore;
pub mod stats;
pub mod store;
pub mod verify;

mod attempts;
mod bank_lists;
mod beside;
mod cannot_open;
mod check;
mod checkouts;
mod claims;
mod columns;
mod committer;
mod connections;
mod consents;
mod copy_mark;
mod failure;
mod figures;
mod header;
mod health;
mod history;
mod intents;
mod job;
mod listing;
mod lock;
mod log_check;
mod migrations;
mod modes;
mod notifications;
mod orphans;
mod pace;
mod part_file;
mod payment_values;
mod payments;
mod persons;
mod readers;
mod rows;
mod saving;
mod statements;
mod tool_error;
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
