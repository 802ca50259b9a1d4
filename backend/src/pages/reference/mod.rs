//! The API's reference for people, drawn from the same document that programs read.
//!
//! - [`document`]: the OpenAPI document, read; [`ordered`], [`json`]: in its own order
//! - [`prose`], [`kind`], [`curl`]: how its sentences, types and calls are shown
//! - [`operation`], [`schema`]: one call, one type
//! - [`page`]: all of it; [`problem_page`], [`remedy`]: what one error code means

pub mod curl;
pub mod document;
pub mod json;
pub mod kind;
pub mod operation;
pub mod ordered;
pub mod page;
pub mod problem_page;
pub mod prose;
pub mod remedy;
pub mod schema;
