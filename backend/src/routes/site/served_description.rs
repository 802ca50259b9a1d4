//! The API's description as it is served: written once, when the service starts.

use axum::body::Bytes;
use sha2::{Digest, Sha256};
use utoipa::openapi::OpenApi;

use crate::pages::reference::document::Document;

/// The API's description as it is served, for programs and for people.
#[derive(Debug)]
pub struct ServedDescription {
    /// The OpenAPI document, for the reference page.
    pub document: Document,
    /// The OpenAPI document as JSON.
    pub json: Bytes,
    /// The `ETag` of the JSON, with its quotes.
    pub etag: String,
}

impl ServedDescription {
    /// Writes an OpenAPI document as it will be served.
    #[must_use]
    pub fn new(document: OpenApi) -> Self {
        // Nothing in it can fail to be written: a test reads it.
        let json = document.to_json().unwrap_or_default();
        let hash = Sha256::digest(&json);
        let short = data_encoding::HEXLOWER.encode(hash.get(..12).unwrap_or(&hash));
        Self { document: Document::new(document), json: json.into(), etag: format!("\"{short}\"") }
    }
}
