//! One field: its label, its control, and what is wrong with it tied to both.

use pse_shared::form::FormField;
use pse_shared::text::joined;

use crate::element::{El, el};
use crate::field_id::field_id;
use crate::widget::Widget;

/// A labelled control with room for its error.
#[must_use]
pub fn labelled(widget: Widget, field: FormField, label: &str, control: El) -> El {
    el("div")
        .part("field")
        .child(el("label").part("label").attr("for", field_id(field)).text(label))
        .child(described(widget, field, control.attr("id", field_id(field))))
        .child(error(widget, field))
}

/// The control, told apart when it is wrong.
#[must_use]
pub fn described(widget: Widget, field: FormField, control: El) -> El {
    control
        .live("aria-invalid", (widget, field), |of| is_wrong(of).then(|| "true".to_owned()))
        .live("aria-describedby", (widget, field), |of| is_wrong(of).then(|| error_id(of.1)))
}

/// What is wrong with a field; empty, and so not seen, while nothing is.
#[must_use]
pub fn error(widget: Widget, field: FormField) -> El {
    el("p").part("error").attr("id", &error_id(field)).live_text((widget, field), |of| {
        of.0.detail(|model| model.error(of.1).unwrap_or_default().to_owned())
    })
}

fn is_wrong((widget, field): (Widget, FormField)) -> bool {
    widget.detail(|model| model.error(field).is_some())
}

fn error_id(field: FormField) -> String {
    joined(&[field_id(field), "-error"])
}
