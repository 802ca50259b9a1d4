//! The payer's data: only what the merchant did not send.

use pse_shared::text::joined;
use pse_shared::{BankInterface, PayerField};

use super::field::labelled;
use crate::browser::typed;

use crate::element::{El, el};
use crate::fields::{Field, asked, documents};
use crate::widget::Widget;

/// The fields for this kind of person; none when nothing is needed.
#[must_use]
pub fn payer_fields(widget: Widget) -> Option<El> {
    let (interface, fields) = widget.with(|model| {
        let interface = model.draft.interface;
        (interface, asked(model.needed(), interface))
    });
    if fields.is_empty() {
        return None;
    }
    let mut group = el("div").part("fields");
    for field in fields {
        let control = if field == PayerField::DocumentType {
            document_types(widget, interface)
        } else {
            input(widget, field)
        };
        let mut label = widget.words().field(field).to_owned();
        if field == PayerField::Company {
            label = joined(&[&label, " ", widget.words().optional()]);
        }
        group = group.child(labelled(widget, Field::Payer(field), &label, control));
    }
    Some(group)
}

fn document_types(widget: Widget, interface: Option<BankInterface>) -> El {
    let chosen = widget.with(|model| model.draft.payer.document_kind());
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
    select.on("change", move |event| widget.fill(PayerField::DocumentType, typed(&event)))
}

fn input(widget: Widget, field: PayerField) -> El {
    let (kind, autocomplete) = hints(field);
    let text = widget.with(|model| model.draft.payer.get(field).unwrap_or_default().to_owned());
    let digits = move || {
        field == PayerField::Document && widget.detail(|model| model.draft.has_document_of_digits())
    };
    el("input")
        .part("input")
        .attr("type", kind)
        .attr("name", field.as_str())
        .attr("autocomplete", autocomplete)
        .live("inputmode", move || Some(if digits() { "numeric" } else { kind }.to_owned()))
        .attr("aria-required", if field == PayerField::Company { "false" } else { "true" })
        .attr("value", &text)
        .on("input", move |event| widget.fill(field, typed(&event)))
}

/// What the browser should know: `type`, which also says the phone's keyboard, and
/// `autocomplete`.
const fn hints(field: PayerField) -> (&'static str, &'static str) {
    match field {
        PayerField::FirstName => ("text", "given-name"),
        PayerField::LastName => ("text", "family-name"),
        PayerField::Company => ("text", "organization"),
        PayerField::EmailAddress => ("email", "email"),
        PayerField::Phone | PayerField::Mobile => ("tel", "tel"),
        PayerField::DocumentType
        | PayerField::Document
        | PayerField::Address
        | PayerField::City
        | PayerField::Province
        | PayerField::Country
        | PayerField::PostalCode => ("text", "off"),
    }
}
