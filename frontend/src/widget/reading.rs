//! Reading the checkout and the bank list.

use pse_shared::ProblemCode;
use pse_shared::api::CheckoutView;
use pse_shared::form::bank_order::arranged;
use pse_shared::form::screen::Purpose;
use wasm_bindgen::JsValue;

use super::model::{Banks, Model, Part};
use super::state::Widget;
use crate::api::call::{self, Asked};
use crate::api::read;
use crate::api::trouble::Trouble;
use crate::browser;
use crate::picker::Picker;
use crate::step::WidgetStep;

/// What is there within so many milliseconds needs no screen that says it is on its way.
const AT_ONCE: u32 = 150;

impl Widget {
    /// Begins: reads the checkout and the banks.
    pub fn start(self) {
        if self.with(|model| model.purpose == Purpose::Outcome) {
            self.go(WidgetStep::Loading);
        }
        self.watch_page();
        self.read();
        self.load_banks();
    }

    /// The buyer wants to pay: the button, or another attempt.
    pub fn open(self) {
        let (known, banks) = self.change(|model| {
            model.purpose = Purpose::Pay;
            model.touched = true;
            model.hush();
            let known = model.view.as_ref().map(|view| WidgetStep::of(view, Purpose::Pay));
            (known, matches!(model.banks, Banks::Unavailable))
        });
        if banks {
            self.load_banks();
        }
        match known {
            Some(step) => {
                self.go(step);
                self.follow_payment();
            }
            None => self.wait(),
        }
    }

    /// Reads what the buyer waits for. Mostly it is there at once, and nobody sees a word about it.
    fn wait(self) {
        self.change(|model| {
            model.runs.slow =
                Some(browser::later(AT_ONCE, self, |widget| widget.go(WidgetStep::Loading)));
        });
        self.read();
    }

    /// The buyer leaves the form.
    pub fn close(self) {
        self.change(|model| model.purpose = Purpose::Look);
        self.go(WidgetStep::Button);
    }

    /// Reads anew, in the buyer's sight.
    pub fn again(self) {
        self.change(Model::hush);
        self.go(WidgetStep::Loading);
        self.read();
    }

    /// Reads the checkout; one reading at a time.
    pub fn read(self) {
        let Some(host) = self.host() else { return };
        if self.change(|model| core::mem::replace(&mut model.reading, true)) {
            return;
        }
        let act = move |answer: Result<JsValue, Trouble>| {
            self.change(|model| model.reading = false);
            match answer.and_then(|json| read::checkout(&json).ok_or(Trouble::Garbled)) {
                Ok(view) => self.take(view),
                Err(trouble) => self.unread(&trouble),
            }
        };
        call::ask(&host, self.words().tag(), Asked::Checkout).then(Box::new(act));
    }

    /// Takes the checkout as it is now.
    pub(super) fn take(self, view: CheckoutView) {
        let Some(host) = self.host() else { return };
        let payment = view.payment.as_ref().map(|payment| (payment.id.clone(), payment.state));
        let state = view.state;
        let (first, changed, busy, step) = self.change(|model| {
            let before = model.view.as_ref();
            let first = before.is_none();
            let changed = before.is_none_or(|before| {
                before.state != view.state
                    || before.payment.as_ref().map(|payment| payment.state)
                        != view.payment.as_ref().map(|payment| payment.state)
            });
            if let &[only] = view.bank_interfaces.as_slice() {
                model.entered.choose(only);
            }
            if changed && model.step == WidgetStep::Outcome {
                // It was about how the payment stood before.
                model.hush();
            }
            let step = WidgetStep::of(&view, model.purpose);
            model.view = Some(view);
            (first, changed, model.busy, Some(step))
        });
        if first {
            self.fill_picker();
            host.ready(state.as_str());
        }
        if changed && let Some((id, payment)) = payment {
            host.status(state.as_str(), &id, payment.as_str());
        }
        // The buyer is not pulled out of a payment that is just being created.
        if !busy && let Some(step) = step {
            self.go(step);
            if changed && step == WidgetStep::Outcome {
                self.changed(Part::Outcome);
                self.say(self.heading());
            }
        }
        self.follow_payment();
    }

    /// The reading failed: what was read before stays; with nothing read, the button
    /// stays until somebody wants something.
    fn unread(self, trouble: &Trouble) {
        self.tell_error(trouble.code());
        let lost = trouble.is(ProblemCode::NotFound);
        let step = self.with(|model| match &model.view {
            Some(view) if model.step == WidgetStep::Loading => {
                Some(WidgetStep::of(view, model.purpose))
            }
            Some(_) => None,
            None => (lost || model.purpose != Purpose::Look).then_some(WidgetStep::Failed),
        });
        if step == Some(WidgetStep::Failed) {
            let sentence =
                if lost { self.words().not_found().to_owned() } else { self.sentence(trouble) };
            self.change(|model| {
                model.notice = sentence;
                model.barred = lost;
            });
        }
        if let Some(step) = step {
            self.go(step);
        }
        self.follow_payment();
    }

    /// Loads the bank list.
    pub fn load_banks(self) {
        let Some(host) = self.host() else { return };
        self.change(|model| model.banks = Banks::Loading);
        self.changed(Part::Banks);
        let act = move |answer: Result<JsValue, Trouble>| {
            match answer.and_then(|json| read::banks(&json).ok_or(Trouble::Garbled)) {
                Ok(banks) => {
                    self.change(|model| model.banks = Banks::Ready(banks));
                    self.fill_picker();
                }
                Err(trouble) => {
                    self.tell_error(trouble.code());
                    if self.change(|model| {
                        model.banks = Banks::Unavailable;
                        model.step == WidgetStep::Form
                    }) {
                        self.say(self.words().bank_list_unavailable());
                    }
                }
            }
            self.changed(Part::Banks);
        };
        call::ask(&host, self.words().tag(), Asked::Banks).then(Box::new(act));
    }

    /// The picker's banks, once both the list and the merchant's favourites are known. Whoever tries again has the bank of
    /// the payment before chosen: of all that was typed it alone is known after a return.
    pub(super) fn fill_picker(self) {
        self.change(|model| {
            if let (Banks::Ready(banks), Some(view)) = (&model.banks, &model.view) {
                if let (None, Some(payment)) = (&model.bank, &view.payment) {
                    model.bank = banks.iter().find(|bank| bank.code == payment.bank_code).cloned();
                }
                let last = browser::remembered();
                let banks = arranged(banks, last.as_deref(), &view.favourite_banks);
                model.picker = Picker::new(banks, model.bank.as_ref());
            }
        });
    }

    /// The failure in the buyer's words.
    pub(super) fn sentence(self, trouble: &Trouble) -> String {
        let words = self.words();
        let refusal = match trouble {
            Trouble::Offline => return words.offline().to_owned(),
            Trouble::Problem(refusal) if !refusal.detail.is_empty() => refusal,
            Trouble::Garbled | Trouble::Problem(_) => return words.failed().to_owned(),
        };
        words.with_wait(&refusal.detail, refusal.retry_after.map(u64::from))
    }
}
