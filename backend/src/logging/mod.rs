//! Logs: a sentence plus fields, to standard error, for people or for machines.
//!
//! - [`setup`]: format and level, once per process
//! - [`log_writer`]: lines are written by a thread of their own, and counted when they cannot be

pub mod log_writer;
pub mod setup;

pub use log_writer::LogWriter;
pub use setup::{LoggingError, init};
