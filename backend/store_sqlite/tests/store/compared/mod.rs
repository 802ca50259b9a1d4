//! The stores in memory and in SQLite answer every sequence of commands alike.
//!
//! - `machine`: random sequences of commands, carried out
//! - `command`: what can be asked, and what a sequence of it is made of
//! - `names`: names and ids by number
//! - `pair`: both stores, asked the same; their answers compared
//! - `carry_out`: each command, asked of the pair
//! - `everything`: all that can be read, compared
//!
//! `PROPTEST_CASES=2000` tries more sequences than the few of every test run (an eighth of the number, as each has a
//! file of its own).

mod carry_out;
mod command;
mod everything;
mod machine;
mod names;
mod pair;
