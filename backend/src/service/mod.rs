//! The service assembled from its parts, and run.
//!
//! - [`store`], [`providers`]: the two ports as configured
//! - [`unfinished`]: payments whose provider is no longer configured
//! - [`assemble`]: configuration and ports become an application
//! - [`run`]: it listens, works and stops gracefully
//! - [`damage`]: what follows when the store is damaged
//! - [`check`]: the configuration and the store, for an operator to read
//! - [`error`]: why it does not start

pub mod assemble;
pub mod check;
pub mod damage;
pub mod error;
pub mod providers;
pub mod run;
pub mod store;
pub mod unfinished;
