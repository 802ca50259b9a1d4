//! What must be said about a call that failed; the focus is led there.

use crate::element::{El, el};
use crate::widget::Widget;

/// The notice; empty, and so not seen, while there is nothing to say.
#[must_use]
pub fn notice(widget: Widget) -> El {
    el("p")
        .part("notice")
        .attr("id", "notice")
        .attr("tabindex", "-1")
        .flag("data-barred", widget, |widget| widget.detail(|model| model.barred))
        .live_text(widget, |widget| widget.detail(|model| model.notice.clone()))
}
