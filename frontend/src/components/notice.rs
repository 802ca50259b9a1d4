//! What must be said about a call that failed; the focus is led there.

use crate::element::{El, el};
use crate::widget::Widget;

/// The notice; hidden while there is nothing to say.
#[must_use]
pub fn notice(widget: Widget) -> El {
    el("p")
        .part("notice")
        .attr("id", "notice")
        .attr("tabindex", "-1")
        .flag("hidden", move || widget.detail(|model| model.notice.is_empty()))
        .live_text(move || widget.detail(|model| model.notice.clone()))
}
