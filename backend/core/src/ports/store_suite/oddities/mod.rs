//! A store as years leave it behind, whoever wrote it: full of what is odd and allowed. Each store's tests write it as an
//! earlier build did, migrate it, and look at it here.
//!
//! - [`records`]: what it is made of
//! - [`collection`]: all of it
//! - [`looks`]: nothing is lost or changed, and only what waits is done

pub mod collection;
pub mod looks;
pub mod records;

pub use collection::oddities;
pub use records::{OddCheckout, OddPayment, Oddities};
