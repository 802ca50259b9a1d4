//! One widget: its model, reading and changing it, and going from step to step.

use std::cell::RefCell;

use leptos::prelude::{Notify, Track};
use leptos::reactive::signal::ArcTrigger;
use pse_shared::certified::state_label;

use super::model::{Model, Part};
use crate::browser::{self, Host};
use crate::steps::{Step, Wish};
use crate::words::{ES, Words};

/// How long a reading may take before a word about it is said, milliseconds.
const SLOW_AFTER: u32 = 3_000;
/// How long the live region keeps what it said: once heard, it would only be found a
/// second time by whoever reads the screen line by line.
const SAID_FOR: u32 = 3_000;

/// One widget. Copies are the same widget; after it was unmounted nothing happens.
///
/// The model lives for good, so that every closure can hold the widget as one pointer;
/// unmounting empties it.
#[derive(Clone, Copy)]
pub struct Widget {
    /// Its language.
    pub words: &'static Words,
    model: &'static RefCell<Option<Model>>,
}

impl Widget {
    /// A widget that has read nothing yet.
    #[must_use]
    pub fn new(host: Host) -> Self {
        let model = Model::new(host);
        Self { words: &ES, model: Box::leak(Box::new(RefCell::new(Some(model)))) }
    }

    /// Reads the model; the default after the widget was unmounted.
    pub fn with<R: Default>(self, read: impl FnOnce(&Model) -> R) -> R {
        match &*self.model.borrow() {
            Some(model) => read(model),
            None => R::default(),
        }
    }

    /// Changes the model; what shows it is told apart, by [`Self::changed`].
    pub fn change<R: Default>(self, change: impl FnOnce(&mut Model) -> R) -> R {
        match &mut *self.model.borrow_mut() {
            Some(model) => change(model),
            None => R::default(),
        }
    }

    /// Stops everything that is under way and forgets everything.
    pub fn end(self) {
        let ended = self.model.borrow_mut().take();
        drop(ended);
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
    pub fn detail<R: Default>(self, read: impl FnOnce(&Model) -> R) -> R {
        self.follow(Part::Details);
        self.with(read)
    }

    /// The element it lives in; `None` after the widget was unmounted.
    #[must_use]
    #[inline(never)]
    pub fn host(self) -> Option<Host> {
        self.with(|model| Some(model.host.clone()))
    }

    /// Says something aloud.
    pub fn say(self, sentence: &str) {
        let hush = browser::later(SAID_FOR, move || {
            self.change(|model| model.said.clear());
            self.changed(Part::Details);
        });
        self.change(|model| {
            sentence.clone_into(&mut model.said);
            model.runs.hush = Some(hush);
        });
        self.changed(Part::Details);
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
    pub(super) fn go(self, step: Step) {
        let slow = (step == Step::Loading).then(|| {
            browser::later(SLOW_AFTER, move || {
                self.change(|model| model.slow = true);
                self.say(self.words.slow);
            })
        });
        let (same, touched) = self.change(|model| {
            let same = model.step == step;
            model.step = step;
            model.slow = false;
            model.runs.slow = slow;
            if step == Step::Outcome {
                // From here on its end is shown, however the buyer got here.
                model.wish = Wish::Outcome;
            }
            (same, model.touched)
        });
        if same {
            return;
        }
        self.changed(Part::Step);
        self.tell_step(step.as_str());
        if touched && step != Step::Button {
            // Which says it aloud too.
            self.focus("heading");
        } else {
            self.say(self.heading());
        }
    }

    /// What the screen is headed with.
    #[must_use]
    pub fn heading(self) -> &'static str {
        let words = self.words;
        self.with(|model| match model.step {
            Step::Button => "",
            Step::Loading if model.wish == Wish::Outcome => words.asking_outcome,
            Step::Loading => words.loading,
            Step::Form => words.form_title,
            Step::Leaving => words.leaving_title,
            Step::Expired => words.expired_title,
            Step::Failed => words.failed_title,
            Step::Outcome => model
                .view
                .as_ref()
                .and_then(|view| view.payment.as_ref())
                .map_or(words.failed_title, |payment| state_label(payment.state)),
        })
    }
}
