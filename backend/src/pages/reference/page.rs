//! The whole reference on one page.

use askama::Template;

use super::curl::Caller;
use super::document::Document;
use super::operation::OperationView;
use super::prose::Prose;
use super::schema::SchemaView;

/// The page.
#[derive(Debug, Template)]
#[template(path = "reference/page.html")]
pub struct ReferencePage<'a> {
    document: &'a Document,
    introduction: Vec<Prose>,
    sections: Vec<Section>,
    webhooks: Vec<OperationView>,
    problems: Vec<Problem>,
    schemas: Vec<SchemaView>,
}

/// Calls of one group.
#[derive(Debug)]
struct Section {
    anchor: String,
    name: String,
    description: Prose,
    operations: Vec<OperationView>,
}

/// An error code.
#[derive(Debug)]
struct Problem {
    code: String,
    summary: Prose,
}

impl<'a> ReferencePage<'a> {
    /// The document's page; its examples can be tried by `caller`.
    #[must_use]
    pub fn new(document: &'a Document, caller: Caller<'_>) -> Self {
        let sections = (1..)
            .zip(&document.tags)
            .map(|(number, tag)| Section {
                anchor: format!("section-{number}"),
                name: tag.name.clone(),
                description: Prose::of(&tag.description),
                operations: document
                    .operations()
                    .filter(|(_, _, operation)| operation.tags.contains(&tag.name))
                    .map(|(method, path, operation)| {
                        OperationView::new(document, method, path, operation, Some(caller))
                    })
                    .collect(),
            })
            .collect();
        let webhooks = document
            .webhooks
            .iter()
            .flat_map(|(_, methods)| methods.iter())
            .map(|(method, operation)| {
                OperationView::new(document, method, "your webhook.url", operation, None)
            })
            .collect();
        Self {
            document,
            introduction: Prose::paragraphs(&document.info.description),
            sections,
            webhooks,
            problems: document
                .components
                .examples
                .iter()
                .map(|(code, example)| Problem {
                    code: code.to_owned(),
                    summary: Prose::of(&example.summary),
                })
                .collect(),
            schemas: document
                .components
                .schemas
                .iter()
                .map(|(name, schema)| SchemaView::new(name, schema))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::reference::document::read;

    fn html() -> String {
        let caller = Caller { base: "https://pagos.example.co", key: "sk_demo" };
        ReferencePage::new(read().unwrap(), caller).render().unwrap()
    }

    #[test]
    fn every_call_and_every_type_is_there_and_every_link_leads_somewhere() {
        let html = html();
        let document = read().unwrap();
        for (_, _, operation) in document.operations() {
            assert!(html.contains(&format!(r#"id="{}""#, operation.operation_id)));
        }
        for (name, _) in document.components.schemas.iter() {
            assert!(html.contains(&format!(r#"id="{name}""#)), "{name}");
        }
        for link in html.split(r##"href="#"##).skip(1) {
            let target = link.split('"').next().unwrap();
            assert_eq!(html.matches(&format!(r#" id="{target}""#)).count(), 1, "{target}");
        }
    }

    #[test]
    fn nothing_comes_from_elsewhere_and_no_script_runs() {
        let html = html();
        assert!(!html.contains("<script") && !html.contains("style=") && !html.contains("<img"));
        assert!(html.contains("&#60;pse-checkout checkout="));
    }
}
