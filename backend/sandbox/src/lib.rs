//! A simulated Place to Pay, PSE portal and banks, so that everything runs with no
//! credentials and no internet. Everything is in memory; nothing in it is real.
//!
//! - [`serve`] runs one on a listener, [`Config`] says how it behaves
//! - `world`, `banks`: who sells, and what each bank does
//! - `registry`: PSE's registration; `network`: the cooperative network's portal
//! - `messages`: the mails and text messages it writes
//! - `store`: what it remembers; `sandbox`: what its routes share
//! - `service`: the SOAP service
//! - `pages`: PSE, the banks, the mailbox and the start page
//! - `control`: what a test uses to look behind the scenes and to make things go wrong
//! - `clock`, `random`: where time and randomness enter
//! - `connection`, `server`: TCP and HTTP; [`addressee`]: whom a request is meant for

pub mod addressee;

mod banks;
mod clock;
mod config;
mod connection;
mod control;
mod messages;
mod money;
mod network;
mod pages;
mod random;
mod registry;
mod sandbox;
mod server;
mod service;
mod store;
mod world;

pub use config::Config;
pub use server::serve;
