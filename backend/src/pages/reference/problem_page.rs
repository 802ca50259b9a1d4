//! The page that explains one error code: what it means, in every language, and what to do about it.

use askama::Template;
use pse_shared::ProblemCode;
use pse_shared::words::Language;

use super::document::Document;
use super::operation::codes;
use super::prose::Prose;
use crate::words;

/// The page that explains one error code.
#[derive(Debug, Template)]
#[template(path = "reference/problem.html")]
pub struct ProblemPage<'a> {
    code: &'static str,
    status: u16,
    summary: Prose,
    /// English first, as the reference is in English.
    explanations: Vec<Explanation>,
    example: String,
    /// The calls that can answer it: anchor, method, path.
    calls: Vec<(&'a str, String, &'a str)>,
}

/// An error code explained in one language.
#[derive(Debug)]
struct Explanation {
    /// The language, as a BCP 47 tag.
    tag: &'static str,
    title: &'static str,
    detail: &'static str,
    heading: &'static str,
    remedy: Prose,
}

impl Explanation {
    fn of(code: ProblemCode, language: Language) -> Self {
        let texts = words::of(language);
        let problem = texts.problem(code);
        Self {
            tag: language.tag(),
            title: problem.title,
            detail: problem.detail,
            heading: texts.remedy_heading(),
            remedy: Prose::of(texts.remedy(code)),
        }
    }
}

impl<'a> ProblemPage<'a> {
    /// Makes the page that explains `code`, with the example and the calls that the document has for it.
    #[must_use]
    pub fn new(document: &'a Document, code: ProblemCode) -> Self {
        let example = document.examples().find(|(name, _)| *name == code.as_str());
        let example = example.map(|(_, example)| example);
        let problem = document.schemas().find(|(name, _)| *name == "Problem");
        let problem = problem.map(|(_, schema)| schema);
        let others = Language::ALL.into_iter().filter(|language| *language != Language::English);
        Self {
            code: code.as_str(),
            status: code.status(),
            summary: Prose::of(example.map_or("", |example| example.summary.as_str())),
            // The reference is in English.
            explanations: core::iter::once(Language::English)
                .chain(others)
                .map(|language| Explanation::of(code, language))
                .collect(),
            example: example
                .and_then(|example| example.value.as_ref())
                .map(|value| document.in_order(value, problem).shown())
                .unwrap_or_default(),
            calls: document
                .operations()
                .filter(|(_, _, operation)| {
                    operation.responses.responses.values().any(|answer| {
                        document.response(answer).is_some_and(|answer| {
                            codes(answer).iter().any(|known| known == code.as_str())
                        })
                    })
                })
                .map(|(method, path, operation)| {
                    (
                        operation.operation_id.as_deref().unwrap_or_default(),
                        method.to_uppercase(),
                        path,
                    )
                })
                .collect(),
        }
    }
}
