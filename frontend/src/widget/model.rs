//! What one widget knows: plain data, and a trigger for each part of the screen that
//! follows it. Leptos' signals would hold each field apart, and bring a copy of their code
//! for each type held (docs/decisions/0006-widget-draws-its-own-elements.md).

use leptos::reactive::signal::ArcTrigger;
use pse_shared::PayerField;
use pse_shared::api::{Bank, CheckoutView};
use pse_shared::form::screen::Purpose;
use pse_shared::form::{Entered, FormField};

use crate::attempt::Attempt;
use crate::browser::{Host, Running, remembered};
use crate::picker::Picker;
use crate::step::WidgetStep;

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
    /// The element; none after the widget was unmounted.
    pub(super) host: Option<Host>,
    pub(super) triggers: [ArcTrigger; PARTS],
    /// What is on the screen.
    pub step: WidgetStep,
    /// The checkout as last read.
    pub view: Option<CheckoutView>,
    /// The bank list.
    pub banks: Banks,
    /// The bank list as the buyer goes through it.
    pub picker: Picker,
    /// What the buyer has entered, but the bank.
    pub entered: Entered,
    /// The bank; nobody chooses it for the buyer.
    pub bank: Option<Bank>,
    /// Whether the bank is to be offered first on this device the next time.
    pub remember: bool,
    /// Whether the CUS was just copied.
    pub copied: bool,
    /// The fields marked as wrong, and what is wrong with each, in words.
    pub wrong: Vec<(FormField, String)>,
    /// What must be said about the last call that failed; empty when nothing.
    pub notice: String,
    /// Whether the same call is bound to fail again.
    pub barred: bool,
    /// Whether the payment is being created.
    pub busy: bool,
    /// Whether the reading takes long.
    pub slow: bool,
    /// Whether the whole form is drawn; its head comes first.
    pub whole: bool,
    /// What the live region says.
    pub said: String,
    /// The bank's address, while the tab is on its way there.
    pub bank_url: String,
    pub(super) purpose: Purpose,
    /// Whether the buyer has done something here, so that the focus may be moved.
    pub(super) touched: bool,
    pub(super) reading: bool,
    pub(super) stream_open: bool,
    /// Whether the stream was cut and no time has passed since: the page asks instead, as there may be too many streams.
    pub(super) stream_cut: bool,
    pub(super) readings: u32,
    pub(super) attempt: Option<Attempt>,
    pub(super) runs: Runs,
}

/// What is under way. Dropping one stops it.
#[derive(Debug, Default)]
pub(super) struct Runs {
    pub(super) slow: Option<Running>,
    pub(super) hush: Option<Running>,
    pub(super) rest: Option<Running>,
    pub(super) timer: Option<Running>,
    pub(super) resend: Option<Running>,
    pub(super) stream: Option<Running>,
    pub(super) page: Option<Running>,
    pub(super) sheet: Option<Running>,
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
    /// Whether the whole form is drawn.
    Rest,
    /// Everything else on the screen.
    Details,
}

const PARTS: usize = Part::Details as usize + 1;

impl Model {
    /// What a widget knows before it has read anything.
    pub(super) fn new(host: Option<Host>) -> Self {
        let has_returned = host.as_ref().is_some_and(Host::returned);
        let purpose = if has_returned { Purpose::Outcome } else { Purpose::Look };
        Self {
            host,
            triggers: Default::default(),
            step: WidgetStep::Button,
            view: None,
            banks: Banks::Loading,
            picker: Picker::default(),
            entered: Entered::default(),
            bank: None,
            remember: remembered().is_some(),
            copied: false,
            wrong: Vec::new(),
            notice: String::new(),
            barred: false,
            busy: false,
            slow: false,
            whole: false,
            said: String::new(),
            bank_url: String::new(),
            purpose,
            touched: false,
            reading: false,
            stream_open: false,
            stream_cut: false,
            readings: 0,
            attempt: None,
            runs: Runs::default(),
        }
    }

    /// Nothing that failed needs saying any more.
    pub(super) fn hush(&mut self) {
        self.notice.clear();
        self.barred = false;
    }

    /// The payer's fields still needed.
    #[must_use]
    pub fn needed(&self) -> &[PayerField] {
        self.view.as_ref().map_or(&[], |view| &view.payer_fields)
    }

    /// What is wrong with a field, if it is marked.
    #[must_use]
    pub fn error(&self, field: FormField) -> Option<&str> {
        self.wrong.iter().find(|(other, _)| *other == field).map(|(_, sentence)| sentence.as_str())
    }
}
