//! The tab is on its way to the bank; the link is for when it cannot go by itself.

use crate::components::bank_link::bank_link;
use crate::components::heading::heading;
use crate::element::{El, el};
use crate::widget::Widget;
use pse_shared::words::filled;

/// The screen.
pub(super) fn leaving(widget: Widget) -> El {
    let (url, bank) = widget.with(|model| {
        let bank = model.bank.as_ref().map(|bank| bank.name.clone());
        (model.bank_url.clone(), bank.unwrap_or_default())
    });
    el("section")
        .part("waiting")
        .child(el("span").class("spinner"))
        .child(heading(widget.heading()))
        .child(el("p").text(widget.words().leaving()))
        .child(bank_link(&url, &filled(widget.words().go_to_bank(), &bank)))
}
