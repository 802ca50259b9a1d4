//! The link to the bank, for a tab that is not taken there by itself.

use crate::element::{El, el};

/// A link that takes the whole tab to the bank.
#[must_use]
pub fn bank_link(url: &str, text: &str) -> El {
    el("a").part("submit").class("pay submit").attr("href", url).attr("target", "_top").text(text)
}
