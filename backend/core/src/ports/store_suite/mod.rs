//! The behaviour every store must show, as tests that a store runs on itself with one call of
//! [`store_suite!`](crate::store_suite) (feature `suite`).
//!
//! - [`store_fixture`]: where the suite's stores come from; `run`: the list of all behaviours
//! - [`samples`]: what is stored
//! - [`checkouts`], [`intents`], [`changing`], [`claiming`], [`listing`], [`notifying`], [`orphans`], [`bank_lists`],
//!   [`watching`], [`changes`], [`exactness`], [`people`], [`consenting`], [`closing`]: the behaviours by theme
//! - [`later_words`]: what a later version of the program has stored, for stores that can be written past it
//! - [`processes`]: several processes at once, for stores that can be shared
//! - [`oddities`]: a store as years leave it behind, for what migrates one

#![expect(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    missing_docs,
    reason = "these are tests, compiled into the stores' own; a behaviour's name says what it shows"
)]

pub mod bank_lists;
pub mod changes;
pub mod changing;
pub mod checkouts;
pub mod claiming;
pub mod closing;
pub mod consenting;
pub mod exactness;
pub mod intents;
pub mod later_words;
pub mod listing;
pub mod notifying;
pub mod oddities;
pub mod orphans;
pub mod people;
pub mod processes;
pub mod samples;
pub mod store_fixture;
pub mod watching;

mod run;

pub use store_fixture::StoreFixture;
