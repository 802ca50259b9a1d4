//! One type, as the page shows it.

use utoipa::openapi::schema::Object;
use utoipa::openapi::{RefOr, Schema};

use super::document::{Document, first_example};
use super::prose::Prose;
use super::type_summary::{self, TypeSummary};

/// A named type of the API, as the reference page shows it.
#[derive(Debug)]
pub struct SchemaView {
    /// The type's name, also its anchor on the page.
    pub name: String,
    /// The text that describes the type.
    pub description: Prose,
    /// The type's fields.
    pub fields: Vec<FieldView>,
    /// The constraints on values of a type without fields, in words.
    pub rules: Vec<String>,
    /// An example of the type.
    pub example: Option<String>,
}

/// A field of a type, as the reference page shows it.
#[derive(Debug)]
pub struct FieldView {
    /// The field's name.
    pub name: String,
    /// Whether the field is required.
    pub required: bool,
    /// The field's type.
    pub kind: TypeSummary,
    /// The text that describes the field.
    pub description: Prose,
}

impl SchemaView {
    /// Makes the view of a named type of the document.
    #[must_use]
    pub fn new(document: &Document, name: &str, schema: &Schema) -> Self {
        let object = if let Schema::Object(object) = schema { object } else { &Object::new() };
        let fields = object.properties.iter().map(|(name, field)| FieldView {
            name: name.clone(),
            required: object.required.contains(name),
            kind: type_summary::summarize(field),
            description: Prose::of(description_of(field)),
        });
        let example = first_example(schema);
        Self {
            name: name.to_owned(),
            description: Prose::of(object.description.as_deref().unwrap_or_default()),
            fields: fields.collect(),
            rules: type_summary::constraints(object),
            example: example.map(|example| document.in_order(example, Some(schema)).shown()),
        }
    }
}

/// What is said of a field: beside its type, or beside the reference to it.
fn description_of(field: &RefOr<Schema>) -> &str {
    match field {
        RefOr::Ref(reference) => &reference.description,
        RefOr::T(Schema::Object(object)) => object.description.as_deref().unwrap_or_default(),
        RefOr::T(Schema::Array(list)) => list.description.as_deref().unwrap_or_default(),
        RefOr::T(Schema::OneOf(one_of)) => one_of
            .items
            .iter()
            .map(description_of)
            .find(|description| !description.is_empty())
            .unwrap_or_default(),
        RefOr::T(_) => "",
    }
}
