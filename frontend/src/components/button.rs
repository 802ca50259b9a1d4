//! A button that does something.

use wasm_bindgen::JsValue;

use crate::element::{El, el};
use crate::widget::Widget;

/// A button of this part and text, which does `act` when it is pressed.
#[must_use]
pub fn button(part: &str, text: &str, widget: Widget, act: fn(Widget, JsValue)) -> El {
    el("button").part(part).attr("type", "button").text(text).on("click", widget, act)
}
