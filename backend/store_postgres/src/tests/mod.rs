//! What only the store itself can show.
//!
//! - `plans`: how the server finds what is asked often
//! - `writers`: which programs may live beside a migration

mod plans;
mod writers;
