//! Who is paid, how much, and for what.

use crate::element::{El, el};
use crate::widget::Widget;

/// The head of the form.
#[must_use]
pub fn summary(widget: Widget) -> El {
    let summary = el("div").part("summary");
    let (payee, amount, description) = widget.with(|model| {
        let Some(view) = &model.view else { return Default::default() };
        let amount = widget.words().money(view.total_amount, &view.currency);
        (view.merchant.name.clone(), amount, view.description.clone())
    });
    summary
        .child(el("span").text(&payee))
        .child(el("strong").part("amount").text(&amount))
        .child(el("span").class("muted").attr("title", &description).text(&description))
}
