//! Rows in a store that the store itself has made: many of them in a short time, and the same statements without it.
//!
//! - [`order`]: one checkout and one payment of it, in the service's own types
//! - [`template`]: the rows that the store writes for them, read back
//! - [`seeding`]: as many copies of the template as wanted, in a file
//! - [`statements`]: the statements of a payment's two commits, run bare

pub(crate) mod order;
pub(crate) mod seeding;
pub(crate) mod statements;
pub(crate) mod template;

pub(crate) use seeding::{Due, Seeded};
pub(crate) use template::Template;
