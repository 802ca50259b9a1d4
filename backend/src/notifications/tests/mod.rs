//! The sender of notifications against servers that answer, hang, or change their address.
//!
//! - [`receiver`]: a merchant's server
//! - [`stage`]: a store with payments, and senders for it
//! - [`apart`]: no merchant hurts another
//! - [`in_order`]: order, and nothing twice at once
//! - [`ending`]: stops and crashes
//! - [`rebinding`]: names that change their mind

mod apart;
mod ending;
mod in_order;
mod rebinding;
mod receiver;
mod stage;
