//! This API described (OpenAPI 3.1), from the types and handlers that are the API.
//!
//! - [`document`]: what no single endpoint says: introduction, webhook, what every body has in common
//! - [`groups`]: the groups into which endpoints are sorted
//! - [`examples`]: an example of each body and of each error
//! - [`problems`]: the errors an endpoint may answer; [`pages`]: which of them are pages, too
//! - [`parameters`]: parameters that several endpoints take
//! - [`prose`]: paragraphs, unwrapped
//! - [`webhook`]: what the merchant's server is told

pub mod document;
pub mod examples;
pub mod groups;
pub mod pages;
pub mod parameters;
pub mod problems;
pub mod prose;
pub mod webhook;

#[cfg(test)]
mod tests;
