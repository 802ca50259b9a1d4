//! The API's reference for people, drawn from the same document that programs read.
//!
//! - [`document`]: the OpenAPI document, looked up; [`json`]: its examples, in their types' order
//! - [`prose`], [`type_summary`], [`curl`]: how its sentences, types and calls are shown
//! - [`call`]: what a call takes; [`operation`], [`schema`]: one call, one type
//! - [`page`]: all of it; [`problem_page`]: what one error code means

pub mod call;
pub mod curl;
pub mod document;
pub mod json;
pub mod operation;
pub mod page;
pub mod problem_page;
pub mod prose;
pub mod schema;
pub mod type_summary;
