//! The drawings, all our own: a neutral mark for PSE, which the page may replace with
//! `slot="logo"`, and a sign for each kind of outcome.

use crate::element::{El, drawing, el};

/// A bank, an arrow to it: where the money goes through. Nobody's trade mark.
pub const PSE: &str = "M12 2 2.5 7v2h19V7L12 2Zm0 2.3L16.9 7H7.1L12 4.3ZM4.5 10.5v6h2v-6h-2Zm4.3 0v6h2v-6h-2Zm8.7 0v4h2v-4h-2ZM2.5 18v2h9v-2h-9Zm14.6-3-1.4 1.4 1.6 1.6H13v2h4.3l-1.6 1.6 1.4 1.4 4-4-4-4Z";
/// Done.
pub const CHECK: &str = "M9.5 18.2 3.8 12.5l1.5-1.5 4.2 4.2 9.2-9.2 1.5 1.5Z";
/// Not yet.
pub const CLOCK: &str = "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm0 2a8 8 0 1 1 0 16 8 8 0 0 1 0-16Zm-1 3v5.6l4.3 2.6 1-1.7-3.3-2V7h-2Z";
/// Not done.
pub const CROSS: &str =
    "M6.4 5 5 6.4 10.6 12 5 17.6 6.4 19 12 13.4 17.6 19 19 17.6 13.4 12 19 6.4 17.6 5 12 10.6Z";

/// The mark, in the slot the page may fill.
#[must_use]
pub fn logo() -> El {
    el("slot").attr("name", "logo").child(drawing("mark", PSE))
}
