//! Loading, expired and failed: nothing to fill in, a word and a way on.

use pse_shared::paths;

use crate::components::button::button;
use crate::components::heading::heading;
use crate::components::notice::notice;
use crate::element::{El, el};
use crate::widget::Widget;

/// The checkout is being read.
pub(super) fn loading(widget: Widget) -> El {
    el("section")
        .part("waiting")
        .attr("aria-busy", "true")
        .child(el("span").class("spinner"))
        .child(heading(widget.heading()))
        .child(
            el("p")
                .class("muted")
                .flag("hidden", widget, |widget| !widget.detail(|model| model.slow))
                .text(widget.words().slow()),
        )
}

/// The checkout's time is over.
pub(super) fn expired(widget: Widget) -> El {
    el("section")
        .part("waiting")
        .child(heading(widget.heading()))
        .child(el("p").text(widget.words().expired()))
}

/// The checkout could not be read.
pub(super) fn failed(widget: Widget) -> El {
    let page =
        widget.host().map(|host| host.origin() + &paths::pay(&host.checkout())).unwrap_or_default();
    el("section").part("waiting").child(heading(widget.heading())).child(notice(widget)).child(
        el("div")
            .part("actions")
            .child(button("action", widget.words().again(), widget, |widget, _| widget.again()))
            .child(el("a").part("link").attr("href", &page).text(widget.words().open_page())),
    )
}
