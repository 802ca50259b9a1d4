#![doc = include_str!("../README.md")]
//!
//! # Modules
//!
//! - [`document`]: what is written, merged, and read or described as a whole
//! - `section`, `value`, `list`, `secret`, `parts`, `named`, `choice`: the calls that read a section
//! - `key`, `kind`, [`kinds`]: what a key is
//! - `reader`: gathers mistakes, settings and declarations while sections are read
//! - `outline`, `schema`: every key that was declared, and the JSON schema of them
//! - `file`, `environment`, [`tree`]: each value with the place it was written at
//! - `errors`, `nearest`: what a mistake is and how it is said
//! - `exposed`: files with secrets that others may reach
//! - `odd`: what a secret hardly ever has

mod choice;
pub mod document;
mod environment;
mod errors;
mod exposed;
mod file;
mod key;
mod kind;
pub mod kinds;
mod list;
mod named;
mod nearest;
mod odd;
mod outline;
mod parts;
mod reader;
mod schema;
mod secret;
mod section;
pub mod tree;
mod value;

pub use document::{Document, describe};
pub use environment::process_environment;
pub use errors::{ConfigError, ConfigErrors, Source};
pub use key::Key;
pub use kind::Kind;
pub use named::{Named, Names};
pub use outline::{KeyOutline, Outline, Presence};
pub use reader::{Reported, Setting};
pub use section::Section;
