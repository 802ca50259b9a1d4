//! The figures, a file each; the first lines of each say what is measured, against what.
//!
//! - [`catalogue`]: all of them by name
//! - [`banks`], [`creation`], [`php`], [`soap`], [`commits`], [`growth`], [`probe`], [`tls`], [`hung`],
//!   [`notifications`], [`start`]: B1 to B16
//! - [`postgres`]: those of the PostgreSQL store
//! - [`widget`]: B10 to B12, in a browser
//! - [`reads`], [`streams`], [`large_store`]: what else was promised
//! - [`direct`]: the provider's client, bare

mod banks;
pub(crate) mod catalogue;
mod commits;
mod creation;
mod direct;
mod growth;
mod hung;
mod large_store;
mod notifications;
mod php;
mod postgres;
mod probe;
mod reads;
mod soap;
mod start;
mod streams;
mod tls;
mod widget;
