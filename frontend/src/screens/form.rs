//! Kind of person, bank and payer's data.

use crate::browser::{prevent, settle};
use crate::components::bank_picker::bank_field;
use crate::components::button::button;
use crate::components::heading::heading;
use crate::components::mark::logo;
use crate::components::notice::notice;
use crate::components::payer_fields::payer_fields;
use crate::components::person_type::person_type;
use crate::components::summary::summary;
use crate::element::{El, el};
use crate::widget::{Part, Widget};
use pse_shared::words::filled;

/// The screen.
pub(super) fn form(widget: Widget) -> El {
    widget.rest_soon();
    el("form")
        .part("form")
        .attr("novalidate", "")
        .on("submit", widget, |widget, event| {
            prevent(&event);
            settle(&event);
            widget.submit();
        })
        .child(heading(widget.words().pay()))
        .child(summary(widget))
        .child(person_type(widget))
        .region(widget, |widget| widget.follow(Part::Banks), |widget| Some(bank_field(widget)))
        .region(
            widget,
            |widget| widget.follow(Part::Rest),
            |widget| widget.with(|model| model.whole).then(|| rest(widget)),
        )
}

/// What comes after the bank: drawn a moment later, so that a slow phone has a list to look at sooner.
fn rest(widget: Widget) -> El {
    let words = widget.words();
    el("div")
        .class("rest")
        .region(widget, |widget| widget.follow(Part::Interface), payer_fields)
        .child(
            el("p")
                .part("through-pse")
                .child(logo(widget))
                .child(el("span").text(words.through_pse())),
        )
        .child(consent(widget))
        .child(notice(widget))
        .child(
            el("button")
                .part("submit")
                .class("pay submit")
                .flag("disabled", widget, is_busy)
                .live_text(widget, submit_text),
        )
        .child(
            button("cancel", words.cancel(), widget, |widget, _| widget.close())
                .flag("disabled", widget, is_busy),
        )
}

fn is_busy(widget: Widget) -> bool {
    widget.detail(|model| model.busy)
}

/// What the buyer consents to by going on; empty, and so not seen, where that is nothing.
fn consent(widget: Widget) -> El {
    let text = widget.with(|model| model.view.as_ref().and_then(|view| view.consent.clone()));
    el("p").part("consent").text(&text.unwrap_or_default())
}

fn submit_text(widget: Widget) -> String {
    let words = widget.words();
    widget.detail(|model| match &model.bank {
        _ if model.busy => words.creating().to_owned(),
        Some(bank) => filled(words.continue_to(), &bank.name),
        None => words.continue_().to_owned(),
    })
}
