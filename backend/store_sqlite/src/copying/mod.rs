//! Everything of a store is copied to another one, row by row, counted and compared.
//!
//! - [`copy`]: the whole of it: copied, compared, and the old store marked, so that no service goes on with it by mistake
//! - [`rows`]: what a store is made of, and what a store can be asked that takes part in a copy
//! - [`in_sqlite`]: an SQLite file that takes part

pub mod copy;
pub mod rows;

pub(crate) mod in_sqlite;
