//! The API's description, looked up: what a reference in it leads to, and how its examples are written.

use serde::Serialize;
use serde_json::Value;
use utoipa::openapi::example::Example;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::schema::{AdditionalProperties, ArrayItems, Schema};
use utoipa::openapi::{Components, Content, Header, OpenApi, Paths, Ref, RefOr, Response};

use super::json::Json;

/// The API's OpenAPI document, with its references resolved on request.
pub struct Document(OpenApi);

impl core::fmt::Debug for Document {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Document({})", self.0.info.title)
    }
}

impl Document {
    /// Takes an OpenAPI document.
    #[must_use]
    pub const fn new(api: OpenApi) -> Self {
        Self(api)
    }

    /// Returns the OpenAPI document.
    #[must_use]
    pub const fn api(&self) -> &OpenApi {
        &self.0
    }

    fn components(&self) -> Option<&Components> {
        self.0.components.as_ref()
    }

    /// Iterates over the named types, with their names.
    pub fn schemas(&self) -> impl Iterator<Item = (&str, &Schema)> {
        self.components().into_iter().flat_map(|components| &components.schemas).filter_map(
            |(name, schema)| match schema {
                RefOr::T(schema) => Some((name.as_str(), schema)),
                RefOr::Ref(_) => None,
            },
        )
    }

    /// Iterates over the examples of errors, by error code.
    pub fn examples(&self) -> impl Iterator<Item = (&str, &Example)> {
        self.components().into_iter().flat_map(|components| &components.examples).filter_map(
            |(name, example)| match example {
                RefOr::T(example) => Some((name.as_str(), example)),
                RefOr::Ref(_) => None,
            },
        )
    }

    /// Resolves a type: itself, or the one it refers to.
    #[must_use]
    pub fn schema<'a>(&'a self, schema: &'a RefOr<Schema>) -> Option<&'a Schema> {
        match schema {
            RefOr::T(schema) => Some(schema),
            RefOr::Ref(reference) => self
                .schemas()
                .find(|(name, _)| *name == last_name(reference))
                .map(|(_, found)| found),
        }
    }

    /// Resolves a response: itself, or the one it refers to.
    #[must_use]
    pub fn response<'a>(&'a self, response: &'a RefOr<Response>) -> Option<&'a Response> {
        meant(response, self.components().map(|components| &components.responses))
    }

    /// Resolves a header: itself, or the one it refers to.
    #[must_use]
    pub fn header<'a>(&'a self, header: &'a RefOr<Header>) -> Option<&'a Header> {
        meant(header, self.components().map(|components| &components.headers))
    }

    /// Iterates over the calls of the API: method, path, operation.
    pub fn operations(&self) -> impl Iterator<Item = (&'static str, &str, &Operation)> {
        calls(&self.0.paths)
    }

    /// Iterates over the webhooks that the service calls: method, name, operation.
    pub fn webhooks(&self) -> impl Iterator<Item = (&'static str, &str, &Operation)> {
        self.0.webhooks.iter().flat_map(calls)
    }

    /// Writes an example of a body: its own, or its type's.
    #[must_use]
    pub fn example_of(&self, content: &Content) -> Option<String> {
        let schema = content.schema.as_ref().and_then(|schema| self.schema(schema));
        let example = content.example.as_ref().or_else(|| schema.and_then(first_example))?;
        Some(self.in_order(example, schema).shown())
    }

    /// Orders the members of a value's objects as their type's fields, not by the alphabet.
    #[must_use]
    pub fn in_order(&self, value: &Value, schema: Option<&Schema>) -> Json {
        match value {
            Value::Null => Json::Null,
            Value::Bool(value) => Json::Bool(*value),
            Value::Number(number) => Json::Number(number.clone()),
            Value::String(text) => Json::Text(text.clone()),
            Value::Array(items) => {
                let of_item = match schema {
                    Some(Schema::Array(list)) => match &list.items {
                        ArrayItems::RefOrSchema(item) => self.schema(item),
                        ArrayItems::False => None,
                    },
                    Some(_) | None => None,
                };
                Json::List(items.iter().map(|item| self.in_order(item, of_item)).collect())
            }
            Value::Object(fields) => {
                let mut pairs: Vec<_> = fields
                    .iter()
                    .map(|(name, value)| {
                        let (place, of_field) = self.field(schema, name);
                        (place, name.clone(), self.in_order(value, of_field))
                    })
                    .collect();
                pairs.sort_by_key(|(place, ..)| *place);
                Json::Object(pairs.into_iter().map(|(_, name, value)| (name, value)).collect())
            }
        }
    }

    /// Where a field stands in its type, and its own type.
    fn field<'a>(&'a self, schema: Option<&'a Schema>, name: &str) -> (usize, Option<&'a Schema>) {
        match schema {
            Some(Schema::Object(object)) => match object.properties.get_full(name) {
                Some((place, _, field)) => (place, self.schema(field)),
                None => match object.additional_properties.as_deref() {
                    Some(AdditionalProperties::RefOr(other)) => (usize::MAX, self.schema(other)),
                    Some(AdditionalProperties::FreeForm(_)) | None => (usize::MAX, None),
                },
            },
            // Nullable: the type that is not null.
            Some(Schema::OneOf(one_of)) => {
                self.field(one_of.items.iter().find_map(|item| self.schema(item)), name)
            }
            Some(_) | None => (usize::MAX, None),
        }
    }
}

fn meant<'a, T>(
    given: &'a RefOr<T>,
    named: Option<&'a std::collections::BTreeMap<String, RefOr<T>>>,
) -> Option<&'a T> {
    match given {
        RefOr::T(value) => Some(value),
        RefOr::Ref(reference) => match named?.get(last_name(reference))? {
            RefOr::T(value) => Some(value),
            RefOr::Ref(_) => None,
        },
    }
}

fn calls(paths: &Paths) -> impl Iterator<Item = (&'static str, &str, &Operation)> {
    paths.paths.iter().flat_map(|(path, item)| {
        methods(item).into_iter().filter_map(move |(method, operation)| {
            operation.as_ref().map(|operation| (method, path.as_str(), operation))
        })
    })
}

fn methods(item: &PathItem) -> [(&'static str, &Option<Operation>); 5] {
    [
        ("get", &item.get),
        ("post", &item.post),
        ("put", &item.put),
        ("patch", &item.patch),
        ("delete", &item.delete),
    ]
}

/// Returns a type's first example.
#[must_use]
pub fn first_example(schema: &Schema) -> Option<&Value> {
    let Schema::Object(object) = schema else { return None };
    object.examples.first()
}

/// Returns the last part of a reference: `Problem` of `#/components/schemas/Problem`.
#[must_use]
pub fn last_name(reference: &Ref) -> &str {
    reference.ref_location.rsplit('/').next().unwrap_or_default()
}

/// Returns a keyword of the document as JSON spells it.
#[must_use]
pub fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(text)) => text,
        Ok(value) => value.to_string(),
        Err(_) => String::new(),
    }
}
