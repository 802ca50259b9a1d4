//! Doc comments are wrapped for editors: in the description a paragraph is one line.

use utoipa::openapi::RefOr;
use utoipa::openapi::path::PathItem;
use utoipa::openapi::schema::Schema;

/// A text with each paragraph on one line; empty lines part paragraphs.
fn unwrapped(text: &str) -> String {
    let paragraphs: Vec<_> = text.split("\n\n").map(|text| text.replace('\n', " ")).collect();
    paragraphs.join("\n\n")
}

fn unwrap(text: &mut Option<String>) {
    *text = text.take().map(|text| unwrapped(&text));
}

/// Puts each paragraph about a type and its fields on one line.
pub fn unwrap_schema(schema: &mut RefOr<Schema>) {
    match schema {
        RefOr::Ref(reference) => reference.description = unwrapped(&reference.description),
        RefOr::T(Schema::Object(object)) => {
            unwrap(&mut object.description);
            object.properties.values_mut().for_each(unwrap_schema);
        }
        RefOr::T(Schema::Array(list)) => unwrap(&mut list.description),
        RefOr::T(Schema::OneOf(one_of)) => {
            unwrap(&mut one_of.description);
            one_of.items.iter_mut().for_each(unwrap_schema);
        }
        RefOr::T(_) => {}
    }
}

/// Puts each paragraph about a path's calls and their parameters on one line.
pub fn unwrap_calls(path: &mut PathItem) {
    let PathItem { get, post, put, patch, delete, .. } = path;
    for call in [get, post, put, patch, delete].into_iter().flatten() {
        unwrap(&mut call.description);
        for parameter in call.parameters.iter_mut().flatten() {
            if let RefOr::T(parameter) = parameter {
                unwrap(&mut parameter.description);
            }
        }
    }
}
