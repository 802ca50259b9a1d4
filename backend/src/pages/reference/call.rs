//! What a call takes: the parts of the description that the page and the command both read.

use utoipa::openapi::RefOr;
use utoipa::openapi::path::{Operation, Parameter};
use utoipa::openapi::request_body::RequestBody;

/// Whether a call needs the merchant's key.
#[must_use]
pub fn needs_key(operation: &Operation) -> bool {
    operation.security.as_ref().is_some_and(|security| !security.is_empty())
}

/// Iterates over a call's parameters.
pub fn parameters(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation.parameters.iter().flatten().filter_map(|parameter| match parameter {
        RefOr::T(parameter) => Some(parameter),
        RefOr::Ref(_) => None,
    })
}

/// Finds a call's request body.
#[must_use]
pub fn body(operation: &Operation) -> Option<&RequestBody> {
    match operation.request_body.as_ref()? {
        RefOr::T(body) => Some(body),
        RefOr::Ref(_) => None,
    }
}
