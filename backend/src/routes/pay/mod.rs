//! A payment as pages that need no script, and the way back from the bank.
//!
//! - [`form`], [`submit`]: shows the page of a checkout, takes its form; [`page`]: what both can answer
//! - [`origin`]: refuses forms that another site's page submits
//! - [`trouble`]: shows errors as pages
//! - [`assets`]: the pages' style sheets and icon
//! - [`return_from_bank`]: where the bank sends the buyer back to

pub mod assets;
pub mod form;
pub mod origin;
pub mod page;
pub mod return_from_bank;
pub mod submit;
pub mod trouble;

#[cfg(test)]
mod tests;
