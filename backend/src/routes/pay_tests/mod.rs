//! The page, called as browsers call it, before a provider that answers what it is told.
//!
//! - [`desk`]: the service in a folder of its own
//! - the rest: what buyers do

pub(super) mod desk;

mod languages;
mod paying;
mod pressing_twice;
mod refusing;
mod showing;
