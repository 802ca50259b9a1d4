//! The API's description as it is served: written once, when somebody first asks for it. Most services are never asked,
//! and it takes a megabyte of code and nearly two of memory.

use std::sync::{Arc, LazyLock};

use http::header;
use utoipa::openapi::OpenApi;

use crate::content::kept::{KeptContent, KeptContents};
use crate::pages::reference::document::Document;

/// The one description of a service, written when it is first looked at.
pub type Served = Arc<LazyLock<ServedDescription>>;

/// The API's description as it is served, for programs and for people.
#[derive(Debug)]
pub struct ServedDescription {
    /// The OpenAPI document, for the reference pages.
    pub document: Document,
    /// The OpenAPI document as JSON.
    pub json: KeptContent,
    /// The reference pages that somebody has read, by name.
    pub pages: KeptContents,
}

impl ServedDescription {
    /// Writes an OpenAPI document as it will be served.
    #[must_use]
    pub fn new(document: OpenApi) -> Self {
        // Nothing in it can fail to be written: a test reads it.
        let json = KeptContent::new("application/json", document.to_json().unwrap_or_default())
            .with(header::CACHE_CONTROL, "public, max-age=300")
            .with(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        Self { document: Document::new(document), json, pages: KeptContents::default() }
    }
}
