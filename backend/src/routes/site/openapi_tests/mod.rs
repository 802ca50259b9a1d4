//! What keeps the document true.
//!
//! - [`calls`]: it has every call of the router, and the router every call of it
//! - [`names`]: its closed lists are the program's
//! - [`examples`]: its examples are what the program reads and writes
//! - [`lengths`]: its limits are the program's
//! - [`serving`]: how it is served

mod calls;
mod examples;
mod lengths;
mod names;
mod serving;

use serde_json::Value;

/// The document.
fn document() -> Value {
    serde_json::from_str(crate::pages::reference::document::TEXT).unwrap()
}

/// A type of the document.
fn schema(name: &str) -> Value {
    document()["components"]["schemas"][name].take()
}
