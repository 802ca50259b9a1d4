//! Runs the real programs for a test, on free ports and in a folder of their own, and does what
//! merchants, buyers and banks do. Whatever goes wrong in here fails the test.
//!
//! - [`programs`]: the programs, built once
//! - [`process`]: one of them running; killed when the test is over
//! - [`folder`]: a folder that goes with the test
//! - [`backend`]: the service, and its settings
//! - [`sandbox`]: the provider, PSE and banks behind it: ledger, faults, clock
//! - [`shop`]: the merchant's server; [`orders`]: what it sells
//! - [`buyer`]: the buyer; [`pages`]: what a buyer does on PSE's and the bank's pages
//! - [`events`]: a checkout's server-sent events
//! - [`http`]: calls and answers
//! - [`wait`]: waiting for something to be so
//!
//! For several services at once, or one after the other:
//!
//! - [`database`]: what they share, asked in plain SQL; [`several`]: the services over one
//! - [`previous`]: the release before this one
//! - [`crowd`]: buyers who pay all the while; [`merchant`]: what the merchant is told
//! - [`ledger`], [`books`]: whether provider, database, buyers and merchant agree in the end

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "whatever goes wrong in here fails the test"
)]

pub mod backend;
pub mod books;
pub mod buyer;
pub mod crowd;
pub mod database;
pub mod events;
pub mod folder;
pub mod http;
pub mod ledger;
pub mod merchant;
pub mod orders;
pub mod pages;
pub mod previous;
pub mod process;
pub mod programs;
pub mod sandbox;
pub mod several;
pub mod shop;
pub mod wait;

pub use backend::{Backend, Setup};
pub use buyer::Buyer;
pub use http::{Answer, Http};
pub use previous::{Release, previous_release};
pub use sandbox::Sandbox;
pub use shop::Shop;
pub use wait::wait_until;
