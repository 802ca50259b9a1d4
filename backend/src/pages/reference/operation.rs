//! One call, as the page shows it.

use super::curl::{self, Caller};
use super::document::{Answer, Document, Media, Operation};
use super::kind::{self, Shown};
use super::prose::Prose;

/// A call.
#[derive(Debug)]
pub struct OperationView {
    /// Where a link to it leads.
    pub anchor: String,
    /// `GET`, `POST`.
    pub method: String,
    /// Its path.
    pub path: String,
    /// What it is, in a few words.
    pub summary: String,
    /// What it does.
    pub description: Vec<Prose>,
    /// Whether it needs the merchant's key.
    pub with_key: bool,
    /// What it takes beside its body.
    pub parameters: Vec<ParameterView>,
    /// What it takes.
    pub body: Option<BodyView>,
    /// How to try it; empty for what others call.
    pub curl: String,
    /// What it answers.
    pub answers: Vec<AnswerView>,
}

/// A parameter.
#[derive(Debug)]
pub struct ParameterView {
    /// Its name.
    pub name: String,
    /// Where it goes.
    pub place: String,
    /// Whether it must be there.
    pub required: bool,
    /// Its type.
    pub kind: Shown,
    /// What it is.
    pub description: Prose,
}

/// A body that is sent.
#[derive(Debug)]
pub struct BodyView {
    /// What it is.
    pub description: Prose,
    /// In which formats.
    pub formats: Vec<FormatView>,
}

/// A body in one format.
#[derive(Debug)]
pub struct FormatView {
    /// Its media type.
    pub name: String,
    /// Its type.
    pub kind: Shown,
    /// How it may look.
    pub example: Option<String>,
}

/// An answer.
#[derive(Debug)]
pub struct AnswerView {
    /// Its status.
    pub status: String,
    /// What it means.
    pub description: Prose,
    /// Its headers.
    pub headers: Vec<(String, Prose)>,
    /// Its body; errors are told by their codes.
    pub formats: Vec<FormatView>,
    /// The error codes that come with it.
    pub codes: Vec<String>,
}

impl OperationView {
    /// A call of the document.
    #[must_use]
    pub fn new(
        document: &Document,
        method: &str,
        path: &str,
        operation: &Operation,
        caller: Option<Caller<'_>>,
    ) -> Self {
        Self {
            anchor: operation.operation_id.clone(),
            method: method.to_uppercase(),
            path: path.to_owned(),
            summary: operation.summary.clone(),
            description: Prose::paragraphs(&operation.description),
            with_key: !operation.security.is_empty(),
            parameters: operation
                .parameters
                .iter()
                .map(|parameter| ParameterView {
                    name: parameter.name.clone(),
                    place: parameter.place.clone(),
                    required: parameter.required,
                    kind: kind::shown(&parameter.schema),
                    description: Prose::of(&parameter.description),
                })
                .collect(),
            body: operation.request_body.as_ref().map(|body| BodyView {
                description: Prose::of(&body.description),
                formats: body
                    .content
                    .iter()
                    .map(|(name, media)| format(document, name, media))
                    .collect(),
            }),
            curl: caller
                .map(|caller| curl::command(document, method, path, operation, caller))
                .unwrap_or_default(),
            answers: operation
                .responses
                .iter()
                .map(|(status, answer)| shown(document, status, document.answer(answer)))
                .collect(),
        }
    }
}

fn shown(document: &Document, status: &str, answer: &Answer) -> AnswerView {
    AnswerView {
        status: status.to_owned(),
        description: Prose::of(&answer.description),
        headers: answer
            .headers
            .iter()
            .map(|(name, header)| {
                (name.to_owned(), Prose::of(&document.header(header).description))
            })
            .collect(),
        formats: answer
            .content
            .iter()
            .filter(|(name, _)| *name != "application/problem+json")
            .map(|(name, media)| format(document, name, media))
            .collect(),
        codes: codes(answer),
    }
}

/// The error codes an answer can come with.
#[must_use]
pub fn codes(answer: &Answer) -> Vec<String> {
    answer
        .content
        .get("application/problem+json")
        .into_iter()
        .flat_map(|media| media.examples.iter())
        .map(|(code, _)| code.to_owned())
        .collect()
}

fn format(document: &Document, name: &str, media: &Media) -> FormatView {
    FormatView {
        name: name.to_owned(),
        kind: kind::shown(&media.schema),
        example: example_of(document, media),
    }
}

/// How a body may look: its own example, or its type's.
#[must_use]
pub fn example_of(document: &Document, media: &Media) -> Option<String> {
    let of_type = || document.schema(&media.schema).examples.first();
    media.example.as_ref().or_else(of_type).map(super::json::Json::shown)
}
