//! The widget's files, the demo shop, and this API described.
//!
//! - [`assets`], [`demo`]: the widget's files and the demo shop
//! - [`openapi`], [`docs`], [`problems`]: this API, for programs and for people; [`served_description`]: its description, written

pub mod assets;
pub mod demo;
pub mod docs;
pub mod openapi;
pub mod problems;
pub mod served_description;
