//! What an operator does with a database, while services run or not. Each tool has connections of its own, as the role that owns
//! the tables and past any pooler.
//!
//! - [`place`]: which database, and the way to it; `living`: whether services run
//! - [`stats`]: what the database holds; [`verify`]: whether all of it is as it must be; `check`: how that is found out
//! - [`source`], [`target`]: a database takes part in a copy; [`snapshot`]: it is read as of one moment, for a backup
//! - `in_postgres`: its rows; `catalog`: its tables and columns; `cells`: values of its types; `derived`: the columns that it has for itself

pub mod place;
pub mod snapshot;
pub mod source;
pub mod stats;
pub mod target;
pub mod verify;

mod catalog;
mod cells;
mod check;
mod derived;
mod in_postgres;
mod living;
