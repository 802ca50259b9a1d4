//! The groups (tags) into which the description sorts its endpoints.

use utoipa::openapi::tag::{Tag, TagBuilder};

/// The group of the endpoints that a merchant's server calls.
pub const MERCHANT: &str = "The merchant's server";
/// The group of the endpoints that the widget calls.
pub const BUYER: &str = "The buyer's page";
/// The group of the pages that browsers go to.
pub const PAGES: &str = "Pages";
/// The group of the endpoints for whoever runs the service.
pub const OPERATOR: &str = "Operator";
/// The group of the API's description and of the files that pages load.
pub const FILES: &str = "Documents and files";

const ALL: [(&str, &str); 5] = [
    (MERCHANT, "With the site's secret key, never from a page."),
    (BUYER, "What `<pse-checkout>` calls; no key."),
    (PAGES, "Where browsers go; no script needed."),
    (OPERATOR, "For whoever runs the service."),
    (FILES, "This document, and the files that pages load."),
];

/// Every group with a sentence about it, in the description's order.
#[must_use]
pub fn tags() -> Vec<Tag> {
    ALL.map(|(name, about)| TagBuilder::new().name(name).description(Some(about)).build()).to_vec()
}
