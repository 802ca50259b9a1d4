//! PSE's registration: who is registered, and who is registering right now.
//!
//! - [`book`]: who is registered
//! - [`desk`]: one visitor's way through the registration

mod book;
mod desk;

pub(crate) use book::{Book, Clash, Proof, Unproven};
pub(crate) use desk::{Desk, Desks, Errand, Finished, Step};
