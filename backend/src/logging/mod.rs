//! Logs: a sentence plus fields, to standard error, for people or for machines.
//!
//! - [`setup`]: format and level, once per process
//! - [`log_writer`]: lines are written by a thread of their own, and counted when they cannot be
//! - `one_line`: whoever's text is in it, a line is one line; `panics`: a panic is a line, too

pub mod log_writer;
mod one_line;
mod panics;
pub mod setup;

pub use log_writer::LogWriter;
pub use setup::{LoggingError, init};
