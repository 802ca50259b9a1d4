//! The store port in memory, for tests and simulation: plain maps behind one lock, so that each deed is done whole
//! and alone. Several handles share what is stored, each a process of its own.
//!
//! - [`store`]: the port, each deed under the lock
//! - `tables`: what is stored, and which processes live
//! - `checkouts`, `intents`, `consents`, `saving`, `claims`, `bank_lists`, `notifications`: the deeds
//! - `reads`: what is looked for

pub mod store;

mod bank_lists;
mod checkouts;
mod claims;
mod consents;
mod intents;
mod notifications;
mod reads;
mod saving;
mod tables;

pub use store::MemoryStore;
