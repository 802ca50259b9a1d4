//! One call, as the page shows it.

use utoipa::openapi::path::{Operation, Parameter};
use utoipa::openapi::{Content, RefOr, Required, Response, Schema};

use super::call::{body, needs_key, parameters};
use super::curl::{self, Caller};
use super::document::{Document, word};
use super::prose::Prose;
use super::type_summary::{self, TypeSummary};

/// The media type of errors.
const PROBLEM: &str = "application/problem+json";

/// A call of the API, as the reference page shows it.
#[derive(Debug)]
pub struct OperationView {
    /// The anchor of the call on the page.
    pub anchor: String,
    /// The HTTP method, `GET` or `POST`.
    pub method: String,
    /// The call's path.
    pub path: String,
    /// The call's title.
    pub summary: String,
    /// The paragraphs that describe the call.
    pub description: Vec<Prose>,
    /// Whether the call needs the merchant's API key.
    pub with_key: bool,
    /// The parameters: in the path, the query and headers.
    pub parameters: Vec<ParameterView>,
    /// The request body.
    pub body: Option<BodyView>,
    /// A `curl` command that makes the call; empty for a webhook.
    pub curl: String,
    /// The responses.
    pub answers: Vec<ResponseView>,
}

/// A parameter of a call, as the reference page shows it.
#[derive(Debug)]
pub struct ParameterView {
    /// The parameter's name.
    pub name: String,
    /// Where the parameter is: path, query or header.
    pub place: String,
    /// Whether the parameter is required.
    pub required: bool,
    /// The parameter's type.
    pub kind: TypeSummary,
    /// The text that describes the parameter.
    pub description: Prose,
}

/// A request body, as the reference page shows it.
#[derive(Debug)]
pub struct BodyView {
    /// The text that describes the body.
    pub description: Prose,
    /// The formats that the body may have.
    pub formats: Vec<FormatView>,
}

/// A body in one format, as the reference page shows it.
#[derive(Debug)]
pub struct FormatView {
    /// The media type.
    pub name: String,
    /// The body's type.
    pub kind: TypeSummary,
    /// An example of the body.
    pub example: Option<String>,
}

/// A response of a call, as the reference page shows it.
#[derive(Debug)]
pub struct ResponseView {
    /// The HTTP status.
    pub status: String,
    /// The text that describes the response.
    pub description: Prose,
    /// The headers, each with its description.
    pub headers: Vec<(String, Prose)>,
    /// The formats of the body; empty for errors, which have codes instead.
    pub formats: Vec<FormatView>,
    /// The error codes that the response can have.
    pub codes: Vec<String>,
}

impl OperationView {
    /// Makes the view of a call of the document.
    #[must_use]
    pub fn new(
        document: &Document,
        method: &str,
        path: &str,
        operation: &Operation,
        caller: Option<Caller<'_>>,
    ) -> Self {
        Self {
            anchor: operation.operation_id.clone().unwrap_or_default(),
            method: method.to_uppercase(),
            path: path.to_owned(),
            summary: operation.summary.clone().unwrap_or_default(),
            description: Prose::paragraphs(operation.description.as_deref().unwrap_or_default()),
            with_key: needs_key(operation),
            parameters: parameters(operation).map(ParameterView::new).collect(),
            body: body(operation).map(|body| BodyView {
                description: Prose::of(body.description.as_deref().unwrap_or_default()),
                formats: body
                    .content
                    .iter()
                    .filter_map(|(name, content)| format(document, name, content))
                    .collect(),
            }),
            curl: caller
                .map(|caller| curl::command(document, method, path, operation, caller))
                .unwrap_or_default(),
            answers: operation
                .responses
                .responses
                .iter()
                .filter_map(|(status, answer)| {
                    Some(shown(document, status, document.response(answer)?))
                })
                .collect(),
        }
    }
}

impl ParameterView {
    fn new(parameter: &Parameter) -> Self {
        let any = || type_summary::summarize(&RefOr::T(Schema::default()));
        Self {
            name: parameter.name.clone(),
            place: word(&parameter.parameter_in),
            required: parameter.required == Required::True,
            kind: parameter.schema.as_ref().map_or_else(any, type_summary::summarize),
            description: Prose::of(parameter.description.as_deref().unwrap_or_default()),
        }
    }
}

fn shown(document: &Document, status: &str, answer: &Response) -> ResponseView {
    ResponseView {
        status: status.to_owned(),
        description: Prose::of(&answer.description),
        headers: answer
            .headers
            .iter()
            .filter_map(|(name, header)| {
                let description = document.header(header)?.description.as_deref();
                Some((name.clone(), Prose::of(description.unwrap_or_default())))
            })
            .collect(),
        formats: answer
            .content
            .iter()
            .filter(|(name, _)| *name != PROBLEM)
            .filter_map(|(name, content)| format(document, name, content))
            .collect(),
        codes: codes(answer),
    }
}

/// Lists the error codes that a response can have.
#[must_use]
pub fn codes(answer: &Response) -> Vec<String> {
    match answer.content.get(PROBLEM) {
        Some(RefOr::T(content)) => content.examples.keys().cloned().collect(),
        Some(RefOr::Ref(_)) | None => Vec::new(),
    }
}

fn format(document: &Document, name: &str, content: &RefOr<Content>) -> Option<FormatView> {
    let RefOr::T(content) = content else { return None };
    Some(FormatView {
        name: name.to_owned(),
        kind: type_summary::summarize(content.schema.as_ref()?),
        example: document.example_of(content),
    })
}
