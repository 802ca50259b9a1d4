//! One type, as the page shows it.

use super::document::Schema;
use super::kind::{self, Shown};
use super::prose::Prose;

/// A type.
#[derive(Debug)]
pub struct SchemaView {
    /// Its name, also where a link to it leads.
    pub name: String,
    /// What it is.
    pub description: Prose,
    /// What it is made of.
    pub fields: Vec<FieldView>,
    /// What values must be like, where it is not made of fields.
    pub rules: Vec<String>,
    /// How it may look.
    pub example: Option<String>,
}

/// A field.
#[derive(Debug)]
pub struct FieldView {
    /// Its name.
    pub name: String,
    /// Whether it must be there.
    pub required: bool,
    /// Its type.
    pub kind: Shown,
    /// What it is.
    pub description: Prose,
}

impl SchemaView {
    /// A type of the document.
    #[must_use]
    pub fn new(name: &str, schema: &Schema) -> Self {
        Self {
            name: name.to_owned(),
            description: Prose::of(&schema.description),
            fields: schema
                .properties
                .iter()
                .map(|(name, field)| FieldView {
                    name: name.to_owned(),
                    required: schema.required.iter().any(|required| required == name),
                    kind: kind::shown(field),
                    description: Prose::of(&field.description),
                })
                .collect(),
            rules: kind::rules(schema),
            example: schema.examples.first().map(super::json::Json::shown),
        }
    }
}
