//! One widget: its model, reading and changing it, and going from step to step.

use std::cell::{Cell, RefCell};

use leptos::prelude::{Notify, Track};
use leptos::reactive::signal::ArcTrigger;
use pse_shared::form::screen::Purpose;
use pse_shared::words::Words;

use super::model::{Model, Part};
use crate::browser::{self, Host};
use crate::speech;
use crate::step::WidgetStep;

/// How long a reading may take before a word about it is said, milliseconds.
const SLOW_AFTER: u32 = 3_000;
/// How long the live region keeps what it said: once heard, it would only be found a
/// second time by whoever reads the screen line by line.
const SAID_FOR: u32 = 3_000;

/// One widget. Copies are the same widget; after it was unmounted nothing happens.
///
/// The model lives for good, so that every closure can hold the widget as one pointer; unmounting puts an empty one in its
/// place, so that nobody who reads or changes it need ask whether there is one.
#[derive(Clone, Copy)]
pub struct Widget(&'static Inner);

struct Inner {
    words: Cell<&'static Words>,
    model: RefCell<Model>,
}

impl Widget {
    /// A widget that has read nothing yet.
    #[must_use]
    pub fn new(host: Host) -> Self {
        let words = Cell::new(speech::words(host.words()));
        let model = RefCell::new(Model::new(Some(host)));
        Self(Box::leak(Box::new(Inner { words, model })))
    }

    /// What it says, in the buyer's language.
    #[must_use]
    pub fn words(self) -> &'static Words {
        self.0.words.get()
    }

    /// Says everything in another language from here on, given that language's file.
    pub fn speak(self, lines: String) {
        self.0.words.set(speech::words(lines));
        // What bars the way is said in the other language rather than not at all.
        self.change(|model| {
            if !model.barred {
                model.hush();
            }
        });
        let now = self.check();
        self.change(|model| {
            for (field, sentence) in &mut model.wrong {
                if let Some((_, now)) = now.iter().find(|(other, _)| other == field) {
                    sentence.clone_from(now);
                }
            }
        });
        self.changed(Part::Step);
    }

    /// Reads the model.
    pub fn with<R>(self, read: impl FnOnce(&Model) -> R) -> R {
        read(&self.0.model.borrow())
    }

    /// Changes the model; what shows it is told apart, by [`Self::changed`].
    pub fn change<R>(self, change: impl FnOnce(&mut Model) -> R) -> R {
        change(&mut self.0.model.borrow_mut())
    }

    /// Stops everything that is under way and forgets everything.
    pub fn end(self) {
        // Dropped outside, as what stops may look at the model.
        drop(self.0.model.replace(Model::new(None)));
    }

    fn trigger(self, part: Part) -> Option<ArcTrigger> {
        self.with(|model| model.triggers.get(part as usize).cloned())
    }

    /// Draws a part of the screen anew.
    #[inline(never)]
    pub fn changed(self, part: Part) {
        if let Some(trigger) = self.trigger(part) {
            trigger.notify();
        }
    }

    /// Whoever asks is run again when that part changes.
    #[inline(never)]
    pub fn follow(self, part: Part) {
        if let Some(trigger) = self.trigger(part) {
            trigger.track();
        }
    }

    /// Reads the model for a detail of the screen, and follows it.
    pub fn detail<R>(self, read: impl FnOnce(&Model) -> R) -> R {
        self.follow(Part::Details);
        self.with(read)
    }

    /// The element it lives in; `None` after the widget was unmounted.
    #[must_use]
    #[inline(never)]
    pub fn host(self) -> Option<Host> {
        self.with(|model| model.host.clone())
    }

    /// Says something aloud.
    pub fn say(self, sentence: &str) {
        let hush = browser::later(SAID_FOR, self, |widget| {
            widget.change(|model| model.said.clear());
            widget.changed(Part::Details);
        });
        self.change(|model| {
            sentence.clone_into(&mut model.said);
            model.runs.hush = Some(hush);
        });
        self.changed(Part::Details);
    }

    /// Copies a text, and says so once it is.
    pub fn copy(self, text: String) {
        browser::spawn(async move {
            if browser::copy(&text).await {
                self.change(|model| model.copied = true);
                self.say(self.words().copied());
            }
        });
    }

    /// Puts the focus on an element of the shadow root.
    pub fn focus(self, id: &str) {
        if let Some(host) = self.host() {
            browser::focus(&host.root(), id);
        }
    }

    /// Tells the page where the buyer is.
    pub(super) fn tell_step(self, step: &str) {
        if let Some(host) = self.host() {
            host.step(step);
        }
    }

    /// Tells the page that a call failed.
    pub(super) fn tell_error(self, code: &str) {
        if let Some(host) = self.host() {
            host.error(code);
        }
    }

    /// Shows a step, tells the page, and says where the buyer is now.
    pub(super) fn go(self, step: WidgetStep) {
        let slow = (step == WidgetStep::Loading).then(|| {
            browser::later(SLOW_AFTER, self, |widget| {
                widget.change(|model| model.slow = true);
                widget.say(widget.words().slow());
            })
        });
        let (same, touched) = self.change(|model| {
            let same = model.step == step;
            model.step = step;
            model.slow = false;
            model.runs.slow = slow;
            if step == WidgetStep::Outcome {
                // From here on its end is shown, however the buyer got here.
                model.purpose = Purpose::Outcome;
            }
            (same, model.touched)
        });
        if same {
            return;
        }
        self.changed(Part::Step);
        self.tell_step(step.as_str());
        if touched && step != WidgetStep::Button {
            // Which says it aloud too.
            self.focus("heading");
        } else {
            self.say(self.heading());
        }
    }

    /// What the screen is headed with.
    #[must_use]
    pub fn heading(self) -> &'static str {
        let words = self.words();
        self.with(|model| match model.step {
            WidgetStep::Button => "",
            WidgetStep::Loading if model.purpose == Purpose::Outcome => words.asking_outcome(),
            WidgetStep::Loading => words.loading(),
            WidgetStep::Form => words.pay(),
            WidgetStep::Leaving => words.leaving_title(),
            WidgetStep::Expired => words.expired_title(),
            WidgetStep::Failed => words.failed_title(),
            WidgetStep::Outcome => model
                .view
                .as_ref()
                .and_then(|view| view.payment.as_ref())
                .map_or(words.failed_title(), |payment| words.state_of(payment.state)),
        })
    }
}
