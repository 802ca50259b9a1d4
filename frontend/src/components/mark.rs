//! The drawings, all our own: a sign for each kind of outcome, and the neutral mark for PSE
//! (drawn by the loader, which the page may replace with `slot="logo"`).

use crate::element::{El, drawing, el};
use crate::widget::Widget;

/// Done.
pub const CHECK: &str = "M9.5 18.2 3.8 12.5l1.5-1.5 4.2 4.2 9.2-9.2 1.5 1.5Z";
/// Not yet.
pub const CLOCK: &str = "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm0 2a8 8 0 1 1 0 16 8 8 0 0 1 0-16Zm-1 3v5.6l4.3 2.6 1-1.7-3.3-2V7h-2Z";
/// Not done.
pub const CROSS: &str =
    "M6.4 5 5 6.4 10.6 12 5 17.6 6.4 19 12 13.4 17.6 19 19 17.6 13.4 12 19 6.4 17.6 5 12 10.6Z";

/// The mark (the loader's drawing), in the slot the page may fill.
#[must_use]
pub fn logo(widget: Widget) -> El {
    let mark = widget.host().map(|host| host.mark()).unwrap_or_default();
    el("slot").attr("name", "logo").child(drawing("mark", &mark))
}
