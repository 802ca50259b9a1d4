//! What one error code means, and what to do about it.

use askama::Template;
use pse_shared::ProblemCode;

use super::document::Document;
use super::operation::codes;
use super::prose::Prose;
use super::remedy::remedy;

/// The page.
#[derive(Debug, Template)]
#[template(path = "reference/problem.html")]
pub struct ProblemPage<'a> {
    code: &'static str,
    status: u16,
    summary: Prose,
    english: Words<'a>,
    spanish: Words<'a>,
    example: String,
    /// The calls that can answer it: anchor, method, path.
    calls: Vec<(&'a str, String, &'a str)>,
}

/// A code in one language.
#[derive(Debug)]
struct Words<'a> {
    title: &'a str,
    detail: &'a str,
    remedy: Prose,
}

impl<'a> ProblemPage<'a> {
    /// The page of a code; `words` are its title and detail, English first.
    #[must_use]
    pub fn new(document: &'a Document, code: ProblemCode, words: [(&'a str, &'a str); 2]) -> Self {
        let example = document.components.examples.get(code.as_str());
        let (in_english, in_spanish) = remedy(code);
        let [english, spanish] = words;
        Self {
            code: code.as_str(),
            status: code.status(),
            summary: Prose::of(example.map_or("", |example| example.summary.as_str())),
            english: Words { title: english.0, detail: english.1, remedy: Prose::of(in_english) },
            spanish: Words { title: spanish.0, detail: spanish.1, remedy: Prose::of(in_spanish) },
            example: example.map(|example| example.value.shown()).unwrap_or_default(),
            calls: document
                .operations()
                .filter(|(_, _, operation)| {
                    operation.responses.iter().any(|(_, answer)| {
                        codes(document.answer(answer)).iter().any(|known| known == code.as_str())
                    })
                })
                .map(|(method, path, operation)| {
                    (operation.operation_id.as_str(), method.to_uppercase(), path)
                })
                .collect(),
        }
    }
}
