//! The payer's data: only what the merchant did not send.

use pse_shared::form::FormField;
use pse_shared::form::asked::{asked, documents, is_optional};
use pse_shared::form::input_hints::{enter_key, input_hints, keyboard};
use pse_shared::form::said::label;
use pse_shared::{BankInterface, PayerField};
use wasm_bindgen::JsValue;

use super::field::labelled;
use crate::browser::typed;
use crate::element::{El, el};
use crate::widget::Widget;

/// The fields for this kind of person; none when nothing is needed.
#[must_use]
pub fn payer_fields(widget: Widget) -> Option<El> {
    let (interface, fields) = widget.with(|model| {
        let interface = model.entered.interface;
        (interface, asked(model.needed(), interface))
    });
    if fields.is_empty() {
        return None;
    }
    let mut group = el("div").part("fields");
    for &field in &fields {
        let control = if field == PayerField::DocumentType {
            document_types(widget, interface)
        } else {
            input(widget, field).attr("enterkeyhint", enter_key(field, &fields))
        };
        let control = control
            .attr("name", field.as_str())
            .attr("autocomplete", input_hints(field).autocomplete);
        let control =
            control.attr("aria-required", if is_optional(field) { "false" } else { "true" });
        let label = label(field, widget.words());
        group = group.child(labelled(widget, FormField::Payer(field), &label, control));
    }
    Some(group)
}

fn document_types(widget: Widget, interface: Option<BankInterface>) -> El {
    let chosen = widget.with(|model| model.entered.payer.document_kind());
    let option = |value: &str, text: &str, selected: bool| {
        let option = el("option").attr("value", value).text(text);
        if selected { option.attr("selected", "") } else { option }
    };
    let mut select = el("select").part("input");
    if interface != Some(BankInterface::Company) {
        select = select.child(option("", widget.words().choose(), chosen.is_none()));
    }
    for kind in documents(interface) {
        let text = widget.words().document_of(kind);
        select = select.child(option(kind.as_str(), text, chosen == Some(kind)));
    }
    select.on("change", (widget, PayerField::DocumentType), take)
}

fn input(widget: Widget, field: PayerField) -> El {
    let text = widget.with(|model| model.entered.payer.get(field).unwrap_or_default().to_owned());
    let hints = input_hints(field);
    el("input")
        .part("input")
        .attr("type", hints.kind)
        .attr("autocapitalize", hints.autocapitalize)
        .live("inputmode", (widget, field), keyboard_of)
        .attr("value", &text)
        // Who fills it in for the buyer may say so late, or not at all.
        .on("input change blur", (widget, field), take)
}

fn take((widget, field): (Widget, PayerField), event: JsValue) {
    widget.fill(field, typed(&event));
}

/// The number's keyboard follows its type.
fn keyboard_of((widget, field): (Widget, PayerField)) -> Option<String> {
    let document = if field == PayerField::Document {
        widget.detail(|model| model.entered.payer.document_kind())
    } else {
        None
    };
    Some(keyboard(field, document).to_owned())
}
