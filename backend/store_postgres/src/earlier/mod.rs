//! Databases as earlier builds left them, full of what is odd; for tests, here and of the whole program.
//!
//! - [`build`]: a database as of a migration
//! - `odd_rows`: its rows, as statements

#![expect(clippy::expect_used, reason = "this is a part of tests")]

pub mod build;

mod odd_rows;

pub use build::{NEWEST, OLDEST, write};
