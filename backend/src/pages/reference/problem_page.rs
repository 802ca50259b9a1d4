//! What one error code means, and what to do about it.

use askama::Template;
use pse_shared::ProblemCode;
use pse_shared::words::Language;

use super::document::Document;
use super::operation::codes;
use super::prose::Prose;
use super::remedy::{heading, remedy};

/// The page.
#[derive(Debug, Template)]
#[template(path = "reference/problem.html")]
pub struct ProblemPage<'a> {
    code: &'static str,
    status: u16,
    summary: Prose,
    languages: [Words; 3],
    example: String,
    /// The calls that can answer it: anchor, method, path.
    calls: Vec<(&'a str, String, &'a str)>,
}

/// A code in one language.
#[derive(Debug)]
struct Words {
    /// BCP 47.
    tag: &'static str,
    title: &'static str,
    detail: &'static str,
    heading: &'static str,
    remedy: Prose,
}

impl<'a> ProblemPage<'a> {
    /// The page of a code; `words` gives its title and detail in a language.
    #[must_use]
    pub fn new(
        document: &'a Document,
        code: ProblemCode,
        words: impl Fn(Language) -> (&'static str, &'static str),
    ) -> Self {
        let example = document.components.examples.get(code.as_str());
        let in_language = |language: Language| {
            let (title, detail) = words(language);
            let (tag, heading) = (language.tag(), heading(language));
            Words { tag, title, detail, heading, remedy: Prose::of(remedy(code, language)) }
        };
        Self {
            code: code.as_str(),
            status: code.status(),
            summary: Prose::of(example.map_or("", |example| example.summary.as_str())),
            // The reference is in English.
            languages: [Language::English, Language::Spanish, Language::Portuguese]
                .map(in_language),
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
