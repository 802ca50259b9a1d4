//! Elements, drawn at once and kept up to date by Leptos' effects.
//!
//! `view!` would make a type of each element, and with it a copy of the code that
//! draws it; here one piece of code draws them all. It also draws constant parts through
//! `innerHTML`, which a page with Trusted Types refuses.
//! (docs/decisions/0006-widget-draws-its-own-elements.md has the figures.)
//!
//! What follows or hears something is given what it is `of`, and a plain function of that: a closure of its own would bring
//! a table of its functions along, and ways to call it that nobody goes.

use std::cell::RefCell;

use leptos::prelude::{RenderEffect, untrack};
use leptos::tachys::view::{Mountable, Render};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/dom.js")]
extern "C" {
    fn create(tag: &str) -> JsValue;
    fn attribute(element: &JsValue, name: &str, value: Option<&str>);
    fn property(element: &JsValue, name: &str, value: &str);
    fn append(element: &JsValue, child: &JsValue);
    #[wasm_bindgen(js_name = append)]
    fn append_text(element: &JsValue, text: &str);
    fn select(list: &JsValue, id: Option<&str>);
    fn swap(before: &JsValue, now: &JsValue);
    fn on(element: &JsValue, events: &str, callback: &JsValue);
}

/// An element. Its effects and listeners end with the [`Scope`] it was drawn in.
#[derive(Debug)]
pub struct El(JsValue);

type Listener = Closure<dyn FnMut(JsValue)>;

/// An element of this tag.
#[must_use]
pub fn el(tag: &str) -> El {
    El(create(tag))
}

/// A drawing of one path on a 24 × 24 sheet, in the colour of the text; decoration,
/// hidden from assistive technology.
#[must_use]
pub fn drawing(class: &str, path: &str) -> El {
    el("svg")
        .class(class)
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .child(el("path").attr("d", path))
}

impl El {
    /// An attribute.
    #[must_use]
    pub fn attr(self, name: &str, value: &str) -> Self {
        attribute(&self.0, name, Some(value));
        self
    }

    /// `class`.
    #[must_use]
    pub fn class(self, class: &str) -> Self {
        self.attr("class", class)
    }

    /// `part`, and a class of the same name.
    #[must_use]
    pub fn part(self, part: &str) -> Self {
        self.attr("part", part).class(part)
    }

    /// A text inside.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        append_text(&self.0, text);
        self
    }

    /// An element inside.
    #[must_use]
    pub fn child(self, child: Self) -> Self {
        append(&self.0, &child.0);
        self
    }

    /// An attribute that follows what it reads; absent while `None`.
    #[must_use]
    pub fn live<C: Copy + 'static>(
        self,
        name: &'static str,
        of: C,
        value: fn(C) -> Option<String>,
    ) -> Self {
        self.live_attribute(name, Box::new(move || value(of)))
    }

    /// An attribute without value, there while `on`.
    #[must_use]
    pub fn flag<C: Copy + 'static>(self, name: &'static str, of: C, on: fn(C) -> bool) -> Self {
        self.live_attribute(name, Box::new(move || on(of).then(String::new)))
    }

    fn live_attribute(
        self,
        name: &'static str,
        mut value: Box<dyn FnMut() -> Option<String>>,
    ) -> Self {
        let element = self.0.clone();
        let mut before = None;
        effect(Box::new(move || {
            let now = value();
            if now != before {
                attribute(&element, name, now.as_deref());
                before = now;
            }
        }));
        self
    }

    /// A list whose option of that id is the selected one.
    #[must_use]
    pub fn selecting<C: Copy + 'static>(self, of: C, id: fn(C) -> Option<String>) -> Self {
        let element = self.0.clone();
        effect(Box::new(move || select(&element, id(of).as_deref())));
        self
    }

    /// The only text inside, following what it reads.
    #[must_use]
    pub fn live_text<C: Copy + 'static>(self, of: C, text: fn(C) -> String) -> Self {
        self.live_property("textContent", Box::new(move || text(of)))
    }

    /// The text of a field, following what it reads.
    #[must_use]
    pub fn value<C: Copy + 'static>(self, of: C, text: fn(C) -> String) -> Self {
        self.live_property("value", Box::new(move || text(of)))
    }

    fn live_property(self, name: &'static str, mut text: Box<dyn FnMut() -> String>) -> Self {
        let element = self.0.clone();
        effect(Box::new(move || property(&element, name, &text())));
        self
    }

    /// An element inside, or none, drawn again at each change that `follow` tracks; what
    /// is read while drawing is not followed.
    #[must_use]
    pub fn region<C: Copy + 'static>(
        self,
        of: C,
        follow: fn(C),
        draw: fn(C) -> Option<Self>,
    ) -> Self {
        let mut shown = create("");
        let mut kept = Scope::default();
        append(&self.0, &shown);
        effect(Box::new(move || {
            follow(of);
            let (now, scope) = scoped(|| untrack(|| draw(of)));
            let now = now.map_or_else(|| create(""), |element| element.0);
            swap(&shown, &now);
            shown = now;
            drop(core::mem::replace(&mut kept, scope));
        }));
        self
    }

    /// What to do on an event, or on several whose names are parted by spaces.
    #[must_use]
    pub fn on<C: Copy + 'static>(self, event: &str, of: C, handler: fn(C, JsValue)) -> Self {
        self.hearing(event, Box::new(move |event| handler(of, event)))
    }

    /// The same, where what it is about cannot be copied.
    #[must_use]
    pub fn hearing(self, event: &str, handler: Box<dyn FnMut(JsValue)>) -> Self {
        let listener = Listener::wrap(handler);
        on(&self.0, event, listener.as_ref());
        keep(Kept::Listener(listener));
        self
    }
}

/// What lives as long as what it was drawn with.
#[derive(Debug)]
#[expect(dead_code, reason = "kept for what dropping them ends")]
enum Kept {
    Effect(RenderEffect<()>),
    Listener(Listener),
}

/// The effects and listeners of what was drawn together. Dropping it ends them.
#[derive(Debug, Default)]
pub struct Scope(Vec<Kept>);

thread_local! {
    /// The scope being drawn.
    static SCOPE: RefCell<Scope> = RefCell::default();
}

/// Draws, and gives the scope of what was drawn.
pub fn scoped<R>(draw: impl FnOnce() -> R) -> (R, Scope) {
    let outer = SCOPE.take();
    let drawn = draw();
    (drawn, SCOPE.replace(outer))
}

fn keep(kept: Kept) {
    SCOPE.with_borrow_mut(|scope| scope.0.push(kept));
}

fn effect(mut run: Box<dyn FnMut()>) {
    keep(Kept::Effect(RenderEffect::new(move |_| run())));
}

impl Render for El {
    type State = Self;

    fn build(self) -> Self {
        self
    }

    fn rebuild(self, state: &mut Self) {
        swap(&state.0, &self.0);
        *state = self;
    }
}

impl Mountable for El {
    fn unmount(&mut self) {
        swap(&self.0, &create(""));
    }

    fn mount(&mut self, parent: &web_sys::Element, _before: Option<&web_sys::Node>) {
        append(parent, &self.0);
    }

    fn insert_before_this(&self, _child: &mut dyn Mountable) -> bool {
        false
    }

    fn elements(&self) -> Vec<web_sys::Element> {
        vec![self.0.clone().unchecked_into()]
    }
}
