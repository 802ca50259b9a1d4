//! The whole reference on one page.

use askama::Template;

use super::curl::Caller;
use super::document::Document;
use super::operation::OperationView;
use super::prose::Prose;
use super::schema::SchemaView;

/// The page with the API's whole reference.
#[derive(Debug, Template)]
#[template(path = "reference/page.html")]
pub struct ReferencePage<'a> {
    title: &'a str,
    version: &'a str,
    lead: Prose,
    introduction: Vec<Prose>,
    sections: Vec<Section>,
    webhooks: Vec<OperationView>,
    problems: Vec<ErrorCodeEntry>,
    schemas: Vec<SchemaView>,
}

/// A group of calls.
#[derive(Debug)]
struct Section {
    anchor: String,
    name: String,
    description: Prose,
    operations: Vec<OperationView>,
}

/// An error code, and when it is answered.
#[derive(Debug)]
struct ErrorCodeEntry {
    code: String,
    summary: Prose,
}

impl<'a> ReferencePage<'a> {
    /// Makes the reference page of a document, with examples that `caller` can run.
    #[must_use]
    pub fn new(document: &'a Document, caller: Caller<'_>) -> Self {
        let api = document.api();
        let sections = (1..)
            .zip(api.tags.iter().flatten())
            .map(|(number, tag)| Section {
                anchor: format!("section-{number}"),
                name: tag.name.clone(),
                description: Prose::of(tag.description.as_deref().unwrap_or_default()),
                operations: document
                    .operations()
                    .filter(|(_, _, operation)| {
                        operation.tags.iter().flatten().any(|name| *name == tag.name)
                    })
                    .map(|(method, path, operation)| {
                        OperationView::new(document, method, path, operation, Some(caller))
                    })
                    .collect(),
            })
            .collect();
        let webhooks = document
            .webhooks()
            .map(|(method, _, operation)| {
                OperationView::new(document, method, "your webhook.url", operation, None)
            })
            .collect();
        let mut introduction =
            Prose::paragraphs(api.info.description.as_deref().unwrap_or_default()).into_iter();
        Self {
            title: &api.info.title,
            version: &api.info.version,
            lead: introduction.next().unwrap_or_default(),
            introduction: introduction.collect(),
            sections,
            webhooks,
            problems: document
                .examples()
                .map(|(code, example)| ErrorCodeEntry {
                    code: code.to_owned(),
                    summary: Prose::of(&example.summary),
                })
                .collect(),
            schemas: document
                .schemas()
                .map(|(name, schema)| SchemaView::new(document, name, schema))
                .collect(),
        }
    }
}
