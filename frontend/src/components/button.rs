//! A button that does something.

use crate::element::{El, el};

/// A button of this part and text, which does `act` when it is pressed.
#[must_use]
pub fn button(part: &str, text: &str, act: impl Fn() + 'static) -> El {
    el("button").part(part).attr("type", "button").text(text).on("click", move |_| act())
}
