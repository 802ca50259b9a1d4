//! The screen of the step the widget is in, and the live region.

use super::{form, leaving, outcome, waiting};
use crate::element::{El, el};
use crate::step::WidgetStep;
use crate::widget::{Part, Widget};

/// Everything the widget draws: the screen of its step, and the live region.
#[must_use]
pub fn screen(widget: Widget) -> El {
    el("div")
        .class("widget")
        .live("lang", widget, |widget| {
            widget.follow(Part::Step);
            Some(widget.words().tag().to_owned())
        })
        .region(
            widget,
            |widget| widget.follow(Part::Step),
            |widget| match widget.with(|model| model.step) {
                WidgetStep::Button => None,
                WidgetStep::Loading => Some(waiting::loading(widget)),
                WidgetStep::Form => Some(form::form(widget)),
                WidgetStep::Leaving => Some(leaving::leaving(widget)),
                WidgetStep::Outcome => Some(outcome::outcome(widget)),
                WidgetStep::Expired => Some(waiting::expired(widget)),
                WidgetStep::Failed => Some(waiting::failed(widget)),
            },
        )
        .child(
            el("div")
                .class("said")
                .attr("role", "status")
                .live_text(widget, |widget| widget.detail(|model| model.said.clone())),
        )
}
