//! The bank: a combobox that searches, and its list. What it does is in `picker`.

use pse_shared::form::FormField;
use pse_shared::text::joined;
use pse_shared::words::digits;
use wasm_bindgen::JsValue;

use super::field::labelled;
use crate::browser::{is_checked, key_name, option_of, prevent, reveal, stays, typed};
use crate::element::{El, el};
use crate::field_id::field_id;
use crate::picker::{Picker, Pressed};
use crate::search::Found;
use crate::widget::{Banks, Model, Part, Widget};

/// The bank's field: the combobox, or what stands for it while there is no list.
#[must_use]
pub fn bank_field(widget: Widget) -> El {
    let (ready, loading) = widget.with(|model| match model.banks {
        Banks::Ready(_) => (true, false),
        Banks::Loading => (false, true),
        Banks::Unavailable => (false, false),
    });
    if ready {
        return combobox(widget);
    }
    if loading {
        let input = el("input").part("input").attr("disabled", "");
        let input = input.attr("placeholder", widget.words().banks_loading());
        return labelled(widget, FormField::Bank, widget.words().bank(), input);
    }
    el("div")
        .part("field")
        .child(el("span").part("label").text(widget.words().bank()))
        .child(el("p").part("notice").text(widget.words().bank_list_unavailable()))
        .child(
            el("button")
                .part("action")
                .attr("type", "button")
                .attr("id", field_id(FormField::Bank))
                .text(widget.words().again())
                .on("click", widget, |widget, _| widget.load_banks()),
        )
}

fn combobox(widget: Widget) -> El {
    let input = el("input")
        .part("input")
        .attr("role", "combobox")
        .attr("placeholder", widget.words().bank_hint())
        .attr("autocomplete", "off")
        .attr("autocapitalize", "none")
        .attr("spellcheck", "false")
        .attr("aria-autocomplete", "list")
        .attr("aria-controls", "banks")
        .attr("aria-required", "true")
        .live("aria-expanded", widget, |widget| {
            let lists = |model: &Model| model.picker.open && !model.picker.found.is_empty();
            Some(yes_or_no(widget.detail(lists)))
        })
        .live("aria-activedescendant", widget, active_id)
        .value(widget, |widget| widget.detail(|model| model.picker.text.clone()))
        .on("input", widget, |widget, event| type_text(widget, &typed(&event)))
        .on("keydown", widget, |widget, event| press(widget, &event))
        .on("click", widget, |widget, _| {
            widget.pick(&mut Picker::show);
            reveal_active(widget);
        });
    let picker = labelled(widget, FormField::Bank, widget.words().bank(), input)
        .class("field picker")
        .attr("id", "picker")
        .on("focusout", widget, |widget, event| {
            if !stays(&event) {
                leave(widget);
            }
        })
        // Where the list covers the screen.
        .child(el("button").class("close").attr("type", "button").text(widget.words().close()).on(
            "click",
            widget,
            |widget, _| leave(widget),
        ));
    let picker = picker.child(
        el("div")
            .class("list")
            .flag("hidden", widget, |widget| !widget.detail(|model| model.picker.open))
            // Pressing the list must not take the focus, and with it the list, away.
            .on("pointerdown mousedown", widget, |_, event| prevent(&event))
            .region(
                widget,
                |widget| widget.follow(Part::List),
                |widget| widget.with(|model| model.picker.open).then(|| list(widget)),
            ),
    );
    el("div").class("bank").child(picker).child(remember(widget))
}

/// The buyer's wish to find the bank first the next time; taken back, it is forgotten.
fn remember(widget: Widget) -> El {
    let mut wish = el("input").attr("type", "checkbox");
    if widget.with(|model| model.remember) {
        wish = wish.attr("checked", "");
    }
    el("label")
        .part("remember")
        .child(wish.on("change", widget, |widget, event| widget.remember(is_checked(&event))))
        .child(el("span").text(widget.words().remember_bank()))
}

fn leave(widget: Widget) {
    let chosen = widget.with(|model| model.bank.clone());
    widget.pick(&mut |picker| picker.leave(chosen.as_ref()));
}

fn type_text(widget: Widget, text: &str) {
    widget.pick(&mut |picker| picker.type_text(text));
    widget.say(&widget.words().banks_found(widget.with(|model| model.picker.found.len()) as u64));
}

fn press(widget: Widget, event: &JsValue) {
    let key = key_name(event);
    let pressed = widget.pick(&mut |picker| picker.press(&key));
    if pressed != Pressed::Nothing && key != "Tab" {
        prevent(event);
    }
    reveal_active(widget);
}

fn reveal_active(widget: Widget) {
    if let Some(place) = widget.with(|model| model.picker.active)
        && let Some(host) = widget.host()
    {
        reveal(&host.root(), &option_id(place));
    }
}

fn list(widget: Widget) -> El {
    let words = widget.words();
    let (places, offered, all) = widget.with(|model| {
        let picker = &model.picker;
        (picker.found.len(), picker.offered, picker.found.len() == picker.banks.len())
    });
    let first = offered.last + offered.favourites;
    if places == 0 {
        // No list of nothing: a list must have options.
        return el("p").class("empty").attr("id", "banks").text(words.no_bank_found());
    }
    let mut list = el("ul")
        .part("listbox")
        .attr("id", "banks")
        .attr("role", "listbox")
        .attr("aria-label", words.bank())
        // One listener for all: there may be a hundred banks.
        .on("click", widget, |widget, event| {
            let place = option_of(&event).and_then(|id| id.strip_prefix(OPTION)?.parse().ok());
            if let Some(place) = place {
                widget.pick(&mut |picker| picker.choose(place));
            }
        });
    for place in 0..places {
        if all && first > 0 {
            for (begins, heading) in [
                (place == 0 && offered.last > 0, words.last_used()),
                (place == offered.last && offered.favourites > 0, words.favourites()),
                (place == first, words.all_banks()),
            ] {
                if begins {
                    list = list
                        .child(el("li").class("group").attr("role", "presentation").text(heading));
                }
            }
        }
        let option = widget.with(|model| {
            let found = model.picker.found.get(place)?;
            Some((model.picker.bank(place)?.name.clone(), found.clone()))
        });
        if let Some((name, found)) = option {
            list = list.child(draw_option(place, &name, &found));
        }
    }
    list.selecting(widget, active_id)
}

/// The id of the option the keys are on.
fn active_id(widget: Widget) -> Option<String> {
    widget.detail(|model| model.picker.active.map(option_id))
}

fn draw_option(place: usize, name: &str, found: &Found) -> El {
    let (from, to) = found.marked;
    let part = |from: usize, to: usize| name.get(from..to).unwrap_or_default();
    el("li")
        .part("option")
        .attr("id", &option_id(place))
        .attr("role", "option")
        .attr("aria-selected", "false")
        .text(part(0, from))
        .child(el("mark").text(part(from, to)))
        .text(part(to, name.len()))
}

fn yes_or_no(yes: bool) -> String {
    if yes { "true" } else { "false" }.to_owned()
}

/// An option's id is this and its place.
const OPTION: &str = "bank-";

fn option_id(place: usize) -> String {
    joined(&[OPTION, &digits(place as u64)])
}
