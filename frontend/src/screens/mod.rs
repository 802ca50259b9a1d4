//! One screen for each step; the button's is the loader's.

mod form;
mod leaving;
mod outcome;
mod waiting;

use crate::element::{El, el};
use crate::steps::Step;
use crate::widget::{Part, Widget};

/// Everything the widget draws: the screen of its step, and the live region.
#[must_use]
pub fn screen(widget: Widget) -> El {
    el("div")
        .class("widget")
        .live("lang", move || {
            widget.follow(Part::Step);
            Some(widget.words().tag().to_owned())
        })
        .region(
            move || widget.follow(Part::Step),
            move || match widget.with(|model| model.step) {
                Step::Button => None,
                Step::Loading => Some(waiting::loading(widget)),
                Step::Form => Some(form::form(widget)),
                Step::Leaving => Some(leaving::leaving(widget)),
                Step::Outcome => Some(outcome::outcome(widget)),
                Step::Expired => Some(waiting::expired(widget)),
                Step::Failed => Some(waiting::failed(widget)),
            },
        )
        .child(
            el("div")
                .class("said")
                .attr("role", "status")
                .live_text(move || widget.detail(|model| model.said.clone())),
        )
}

/// A screen's heading, where the focus goes.
fn heading(text: &str) -> El {
    el("h2").part("heading").attr("id", "heading").attr("tabindex", "-1").text(text)
}

/// A button that does something.
fn button(part: &str, text: &str, act: impl Fn() + 'static) -> El {
    el("button").part(part).attr("type", "button").text(text).on("click", move |_| act())
}
