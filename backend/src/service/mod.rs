//! All of it put together and run.
//!
//! - [`assemble`]: a configuration becomes an application
//! - [`run`]: it listens, works and stops gracefully
//! - [`error`]: why it does not start

pub mod assemble;
pub mod error;
pub mod run;
