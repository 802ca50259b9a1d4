//! The heading of a screen.

use crate::element::{El, el};

/// A screen's heading, where the focus goes.
#[must_use]
pub fn heading(text: &str) -> El {
    el("h2").part("heading").attr("id", "heading").attr("tabindex", "-1").text(text)
}
