//! Person or company. Neither is chosen for the buyer, unless only one can pay.

use pse_shared::BankInterface;
use pse_shared::form::FormField;

use super::field::{described, error};
use crate::element::{El, el};
use crate::field_id::field_id;
use crate::widget::Widget;

/// The group of the two radio buttons.
#[must_use]
pub fn person_type(widget: Widget) -> El {
    let field = FormField::PersonType;
    let (interfaces, chosen) = widget.with(|model| {
        let interfaces = model.view.as_ref().map(|view| view.bank_interfaces.clone());
        (interfaces.unwrap_or_default(), model.entered.interface)
    });
    let mut choices = el("div").class("choices");
    for (place, interface) in interfaces.into_iter().enumerate() {
        let mut radio = el("input")
            .attr("type", "radio")
            .attr("name", field_id(field))
            .attr("value", interface.as_str());
        if place == 0 {
            // An error leads to the first one.
            radio = radio.attr("id", field_id(field));
        }
        if chosen == Some(interface) {
            radio = radio.attr("checked", "");
        }
        choices = choices.child(choice(widget, interface, radio));
    }
    described(widget, field, el("fieldset").part("person-type"))
        .child(el("legend").part("label").text(widget.words().person_type()))
        .child(choices)
        .child(error(widget, field))
}

fn choice(widget: Widget, interface: BankInterface, radio: El) -> El {
    el("label")
        .part("choice")
        .child(radio.on("change", (widget, interface), |of, _| of.0.choose_interface(of.1)))
        .child(el("span").text(widget.words().interface(interface)))
}
