//! The OpenAPI document, read: as much of OpenAPI 3.1 as ours uses.

use std::sync::LazyLock;

use serde::Deserialize;

use super::json::Json;
use super::ordered::Ordered;

/// The document, as programs get it.
pub const TEXT: &str = include_str!("../../routes/site/openapi.json");

static DOCUMENT: LazyLock<Result<Document, serde_json::Error>> =
    LazyLock::new(|| serde_json::from_str(TEXT));

/// The document.
///
/// # Errors
/// When it is not one; a test sees to it that it is.
pub fn read() -> Result<&'static Document, &'static serde_json::Error> {
    DOCUMENT.as_ref()
}

/// The whole of it.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "each is the member of the same name")]
pub struct Document {
    pub info: Info,
    pub tags: Vec<Tag>,
    pub paths: Ordered<Ordered<Operation>>,
    pub webhooks: Ordered<Ordered<Operation>>,
    pub components: Components,
}

/// What it is about.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "each is the member of the same name")]
pub struct Info {
    pub title: String,
    pub version: String,
    pub summary: String,
    pub description: String,
}

/// A group of calls.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "each is the member of the same name")]
pub struct Tag {
    pub name: String,
    pub description: String,
}

/// What is referred to by name.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "each is the member of the same name")]
pub struct Components {
    pub headers: Ordered<Header>,
    pub schemas: Ordered<Schema>,
    pub responses: Ordered<Answer>,
    pub examples: Ordered<Example>,
}

/// A call.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "each is the member of the same name")]
pub struct Operation {
    pub operation_id: String,
    pub tags: Vec<String>,
    pub summary: String,
    pub description: String,
    pub security: Vec<Ordered<Vec<String>>>,
    #[serde(default)]
    pub parameters: Vec<Parameter>,
    pub request_body: Option<Body>,
    pub responses: Ordered<Answer>,
}

/// Something in the path, the query or the headers.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "each is the member of the same name")]
pub struct Parameter {
    pub name: String,
    #[serde(rename = "in")]
    pub place: String,
    pub required: bool,
    pub description: String,
    pub schema: Schema,
    pub example: Option<Json>,
}

/// What is sent.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "each is the member of the same name")]
pub struct Body {
    pub description: String,
    pub content: Ordered<Media>,
}

/// What is answered, here or elsewhere.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "each is the member of the same name")]
pub struct Answer {
    #[serde(rename = "$ref")]
    pub reference: Option<String>,
    #[serde(default)]
    pub description: String,
    #[serde(default)]
    pub headers: Ordered<Header>,
    #[serde(default)]
    pub content: Ordered<Media>,
}

/// A header of an answer, here or elsewhere.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "each is the member of the same name")]
pub struct Header {
    #[serde(rename = "$ref")]
    pub reference: Option<String>,
    #[serde(default)]
    pub description: String,
}

/// A body in one format.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "each is the member of the same name")]
pub struct Media {
    pub schema: Schema,
    pub example: Option<Json>,
    #[serde(default)]
    pub examples: Ordered<Json>,
}

/// A named example.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "each is the member of the same name")]
pub struct Example {
    pub summary: String,
    pub value: Json,
}

/// A type, here or elsewhere.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[expect(missing_docs, reason = "each is the member of the same name")]
pub struct Schema {
    #[serde(rename = "$ref")]
    pub reference: Option<String>,
    pub description: String,
    #[serde(rename = "type")]
    pub kind: Option<Kind>,
    pub any_of: Vec<Self>,
    pub items: Option<Box<Self>>,
    pub properties: Ordered<Self>,
    pub required: Vec<String>,
    #[serde(rename = "enum")]
    pub values: Vec<String>,
    pub format: Option<String>,
    pub pattern: Option<String>,
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
    pub minimum: Option<i64>,
    pub maximum: Option<i64>,
    pub max_items: Option<u64>,
    pub default: Option<Json>,
    pub examples: Vec<Json>,
}

/// One JSON type, or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Kind {
    /// One.
    One(String),
    /// Any of these.
    AnyOf(Vec<String>),
}

impl Document {
    /// The type meant: itself, or the one it refers to.
    #[must_use]
    pub fn schema<'a>(&'a self, schema: &'a Schema) -> &'a Schema {
        last_name(schema.reference.as_deref())
            .and_then(|name| self.components.schemas.get(name))
            .unwrap_or(schema)
    }

    /// The answer meant.
    #[must_use]
    pub fn answer<'a>(&'a self, answer: &'a Answer) -> &'a Answer {
        last_name(answer.reference.as_deref())
            .and_then(|name| self.components.responses.get(name))
            .unwrap_or(answer)
    }

    /// The header meant.
    #[must_use]
    pub fn header<'a>(&'a self, header: &'a Header) -> &'a Header {
        last_name(header.reference.as_deref())
            .and_then(|name| self.components.headers.get(name))
            .unwrap_or(header)
    }

    /// Every call: method, path, call.
    pub fn operations(&self) -> impl Iterator<Item = (&str, &str, &Operation)> {
        self.paths.iter().flat_map(|(path, methods)| {
            methods.iter().map(move |(method, operation)| (method, path, operation))
        })
    }
}

/// `Problem` of `#/components/schemas/Problem`.
#[must_use]
pub fn last_name(reference: Option<&str>) -> Option<&str> {
    reference?.rsplit('/').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_is_one() {
        let document = read().unwrap();
        assert_eq!(document.info.title, "pse-checkout");
        assert!(document.operations().count() > 15);
    }
}
