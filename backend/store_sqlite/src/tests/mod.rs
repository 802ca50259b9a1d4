//! What is SQLite's own, on a real file. What every store must show is in `tests/store/suite.rs`.
//!
//! - `test_store`: a store of its own for each test
//! - the rest: one file for each thing SQLite does

mod test_store;

mod committing;
mod constraints;
mod copying;
mod counting;
mod damaged;
mod exposed;
mod in_place;
mod later_build;
mod migrating;
mod opening;
mod persons;
mod plans;
mod reading;
mod tools;
mod upgrading;
mod wounds;
mod writers;
mod writing;
