//! One widget at work: its state, and what moves it. Screens read the state and call
//! these deeds; they decide nothing.
//!
//! - [`model`]: what it knows
//! - [`state`]: reading and changing that, and going from step to step
//! - [`reading`]: reading the checkout and the banks
//! - [`following`]: keeping a live outcome up to date
//! - [`choosing`]: filling in the form
//! - [`paying`]: creating the payment, leaving for the bank

mod choosing;
mod following;
mod model;
mod paying;
mod reading;
mod state;

pub use model::{Banks, Model, Part};
pub use state::Widget;
