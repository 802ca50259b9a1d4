//! What the operator's tools of the SQL stores have in common. No database is known here, but that their tables have the same
//! names and, but for what each keeps for itself, the same columns.
//!
//! - [`rows`]: what a store is made of, and what a store can be asked that takes part in a copy
//! - [`copy`]: all of a store copied to another, compared row by row, and the old one marked
//! - [`agreement`]: what rows must agree on
//! - [`held`]: what a store holds, in figures
//! - [`tool_error`]: why a tool could not do its work

pub mod agreement;
pub mod copy;
pub mod held;
pub mod rows;
pub mod tool_error;

#[cfg(test)]
mod tests;

pub use tool_error::ToolError;
