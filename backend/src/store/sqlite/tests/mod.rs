//! The store on a real file.
//!
//! - [`folder`]: a store of its own for each test; [`records`]: what is put into it
//! - the rest: one file for each thing the store does

pub(crate) mod folder;
pub(crate) mod records;

mod changing;
mod checkouts;
mod claiming;
mod constraints;
mod intents;
mod listing;
mod notifying;
mod opening;
mod plans;
mod watching;
mod writing;
