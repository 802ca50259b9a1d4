//! The neutral mark for PSE, which the page may replace with `slot="logo"`.

use crate::element::{El, drawing, el};
use crate::widget::Widget;

/// The loader's drawing of the mark, in the slot the page may fill.
#[must_use]
pub fn logo(widget: Widget) -> El {
    let mark = widget.host().map(|host| host.mark()).unwrap_or_default();
    el("slot").attr("name", "logo").child(drawing("mark", &mark))
}
