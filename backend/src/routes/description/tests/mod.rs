//! What keeps the description true.
//!
//! - [`file`]: what is generated stands in `docs/openapi.json`
//! - [`bodies`]: every field of every body is refused as its schema says; [`broken`]: a body in which something is wrong
//! - [`calls`]: its references, names and statuses; [`literals`]: paths have names
//! - [`names`]: its closed lists are the program's
//! - [`examples`]: its examples are what the program reads and writes
//! - [`lengths`]: its limits are the program's
//! - [`reference`], [`serving`]: how it is shown and served

mod bodies;
mod broken;
mod calls;
mod examples;
mod file;
mod lengths;
mod literals;
mod names;
mod reference;
mod serving;

use std::sync::LazyLock;

use serde_json::Value;

use crate::routes::endpoints::description;

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| serde_json::to_value(description()).unwrap());

/// The description.
fn document() -> &'static Value {
    &DOCUMENT
}

/// A type of the description.
fn schema(name: &str) -> &'static Value {
    &document()["components"]["schemas"][name]
}
