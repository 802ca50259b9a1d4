//! Files as earlier builds left them, full of what is odd; for tests, here and of the whole program (feature `earlier`).
//!
//! - [`build`]: a file as of a migration
//! - `odd_rows`: its rows

#![expect(clippy::expect_used, reason = "this is a part of tests")]

pub mod build;

mod odd_rows;

pub use build::{NEWEST, write};
