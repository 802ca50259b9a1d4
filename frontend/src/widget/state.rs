//! The state of one widget: plain data, and a trigger for each part of the screen that
//! follows it. Leptos' signals would hold each field apart, and bring a copy of their
//! code for each type held (docs/decisions/widget-elements.md).

use std::cell::RefCell;

use leptos::prelude::{Notify, Track};
use leptos::reactive::signal::ArcTrigger;

use pse_shared::api::{Bank, CheckoutView};
use pse_shared::certified::state_label;

use crate::attempt::Attempt;
use crate::browser::{self, Host, Running};
use crate::draft::{Draft, Field};
use crate::picker::Picker;
use crate::steps::{Step, Wish};
use crate::words::{ES, Words};

/// How long a reading may take before a word about it is said, milliseconds.
const SLOW_AFTER: u32 = 3_000;
/// How long the live region keeps what it said: once heard, it would only be found a
/// second time by whoever reads the screen line by line.
const SAID_FOR: u32 = 3_000;

/// The bank list.
#[derive(Debug)]
pub enum Banks {
    /// On its way.
    Loading,
    /// As the backend gave it.
    Ready(Vec<Bank>),
    /// Not to be had.
    Unavailable,
}

/// What one widget knows.
#[derive(Debug)]
pub struct Model {
    host: Host,
    triggers: [ArcTrigger; PARTS],
    /// What is on the screen.
    pub step: Step,
    /// The checkout as last read.
    pub view: Option<CheckoutView>,
    /// The bank list.
    pub banks: Banks,
    /// The bank list as the buyer goes through it.
    pub picker: Picker,
    /// What the buyer has filled in.
    pub draft: Draft,
    /// What is wrong with it, in words.
    pub wrong: Vec<(Field, String)>,
    /// What must be said about the last call that failed; empty when nothing.
    pub notice: String,
    /// Whether the payment is being created.
    pub busy: bool,
    /// Whether the reading takes long.
    pub slow: bool,
    /// What the live region says.
    pub said: String,
    /// The bank's address, while the tab is on its way there.
    pub bank_url: String,
    pub(super) wish: Wish,
    /// Whether the buyer has done something here, so that the focus may be moved.
    pub(super) touched: bool,
    pub(super) reading: bool,
    pub(super) stream_open: bool,
    pub(super) readings: u32,
    pub(super) attempt: Option<Attempt>,
    pub(super) runs: Runs,
}

/// What is under way. Dropping one stops it.
#[derive(Debug, Default)]
pub(super) struct Runs {
    pub(super) slow: Option<Running>,
    pub(super) hush: Option<Running>,
    pub(super) timer: Option<Running>,
    pub(super) stream: Option<Running>,
    pub(super) page: Option<Running>,
}

/// A part of the screen that follows the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Which screen there is.
    Step,
    /// The outcome.
    Outcome,
    /// Whether there is a bank list.
    Banks,
    /// The banks listed.
    List,
    /// The kind of person, on which the payer's fields depend.
    Interface,
    /// Everything else on the screen.
    Details,
}

const PARTS: usize = Part::Details as usize + 1;

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
        let returned = host.returned();
        let model = Model {
            host,
            triggers: Default::default(),
            step: Step::Button,
            view: None,
            banks: Banks::Loading,
            picker: Picker::default(),
            draft: Draft::default(),
            wrong: Vec::new(),
            notice: String::new(),
            busy: false,
            slow: false,
            said: String::new(),
            bank_url: String::new(),
            wish: if returned { Wish::Outcome } else { Wish::None },
            touched: false,
            reading: false,
            stream_open: false,
            readings: 0,
            attempt: None,
            runs: Runs::default(),
        };
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
