//! The two ports: what the core needs of a provider and of a store. Adapters implement them in crates of their
//! own and never meet.
//!
//! - [`provider`]: takes payments: bank lists, creations, questions
//! - [`providers`]: the providers of this service, and which one is asked
//! - [`store`]: keeps everything durably
//! - `store_suite` (feature `suite`): the behaviour every store must show
//! - `fake_provider` (feature `fake`): a provider that answers what a test tells it

#[cfg(any(test, feature = "fake"))]
pub mod fake_provider;
pub mod provider;
pub mod providers;
pub mod store;
#[cfg(feature = "suite")]
pub mod store_suite;
