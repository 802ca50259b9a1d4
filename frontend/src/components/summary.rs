//! Who is paid, how much, and for what.

use pse_shared::receipt::Format;

use crate::browser::Intl;
use crate::element::{El, el};
use crate::widget::{Part, Widget};

/// The head of the form.
#[must_use]
pub fn summary(widget: Widget) -> El {
    let summary = el("div").part("summary");
    let (payee, description) = widget.with(|model| {
        let Some(view) = &model.view else { return Default::default() };
        (view.merchant.name.clone(), view.description.clone())
    });
    summary
        .child(el("span").text(&payee))
        .child(el("strong").part("amount").live_text(widget, amount))
        .child(el("span").class("muted").attr("title", &description).text(&description))
}

/// With the form's rest: the first amount a browser writes takes it longer than all of the head.
fn amount(widget: Widget) -> String {
    widget.follow(Part::Rest);
    widget.with(|model| match &model.view {
        Some(view) if model.whole => {
            Intl(widget.words().tag()).money(view.total_amount, &view.currency)
        }
        Some(_) | None => String::new(),
    })
}
