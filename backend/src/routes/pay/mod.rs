//! A payment as pages that need no script, and the way back from the bank.
//!
//! - [`form`], [`submit`], [`page`]: the form, shown and taken
//! - [`origin`]: only our own pages may submit it
//! - [`trouble`]: errors as pages
//! - [`assets`]: the pages' style sheet and signs
//! - [`return_from_bank`]: the bank sends the buyer back

pub mod assets;
pub mod form;
pub mod origin;
pub mod page;
pub mod return_from_bank;
pub mod submit;
pub mod trouble;

#[cfg(test)]
mod tests;
