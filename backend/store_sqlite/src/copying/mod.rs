//! An SQLite file takes part in a copy of everything, row by row, counted and compared.
//!
//! - [`source`]: a store that is copied away; [`target`]: a file that becomes a store
//! - [`from_backup`], [`to_backup`]: a backup that is put into another kind of store, or made of one
//! - `in_sqlite`: its rows; `made`: the columns that a file has for itself; `references`: who is only written in such a column

pub mod from_backup;
pub mod source;
pub mod target;
pub mod to_backup;

mod in_sqlite;
mod made;
mod references;
