//! What requests have in common.
//!
//! - [`state`]: what every route can reach
//! - [`problem`], [`sentence`], [`words`]: errors, and their words
//! - [`body`], [`idempotency`]: what requests carry
//! - [`auth`], [`merchant_keys`], [`browser`], [`cors`], [`rate`]: who calls, from where, and how often
//! - [`layers`]: what is done to every answer

pub mod auth;
pub mod body;
pub mod browser;
pub mod cors;
pub mod idempotency;
pub mod layers;
pub mod merchant_keys;
pub mod problem;
pub mod rate;
pub mod sentence;
pub mod state;
pub mod words;
