//! The stores in memory, in SQLite and in PostgreSQL answer every sequence of commands alike.
//!
//! - `machine`: random sequences of commands, carried out
//! - `command`: what can be asked, and what a sequence of it is made of
//! - `names`: names and ids by number
//! - `stores`: all stores, asked the same; their answers compared
//! - `carry_out`: each command, asked of all stores
//! - `everything`: all that can be read, compared
//!
//! `PROPTEST_CASES=2000` tries more sequences than the few of every test run (a sixteenth of the number, as each has a
//! file and a database of its own).

mod carry_out;
mod command;
pub(crate) mod everything;
mod machine;
mod names;
mod stores;
