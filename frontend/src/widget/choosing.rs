//! Filling in the form.

use pse_shared::clean::plain;
use pse_shared::form::{FormField, said};
use pse_shared::{BankInterface, PayerField};

use super::model::Part;
use super::state::Widget;
use crate::browser;
use crate::picker::{Picker, Pressed};

/// A few frames, milliseconds.
const FRAMES: u32 = 50;

impl Widget {
    /// The form's head is drawn; the rest follows once that is seen.
    pub fn rest_soon(self) {
        let rest = browser::later(FRAMES, self, |widget| {
            widget.change(|model| model.whole = true);
            widget.changed(Part::Rest);
        });
        self.change(|model| model.runs.rest = Some(rest).filter(|_| !model.whole));
    }

    /// The buyer chose the kind of person.
    pub fn choose_interface(self, interface: BankInterface) {
        if self.with(|model| model.entered.interface) == Some(interface) {
            return;
        }
        self.change(|model| model.entered.choose(interface));
        self.changed(Part::Interface);
        self.recheck(&[
            FormField::PersonType,
            FormField::Payer(PayerField::DocumentType),
            FormField::Payer(PayerField::Document),
        ]);
    }

    /// The buyer filled in a payer's field.
    pub fn fill(self, field: PayerField, text: String) {
        let text = browser::composed(&plain(&text));
        self.change(|model| model.entered.payer.set(field, text));
        self.recheck(&[FormField::Payer(field), FormField::Payer(PayerField::Document)]);
        if field == PayerField::DocumentType {
            // The number's keyboard follows it.
            self.changed(Part::Details);
        }
    }

    /// The buyer does something with the bank picker.
    pub fn pick(self, act: &mut dyn FnMut(&mut Picker) -> Pressed) -> Pressed {
        let (before, was_open) = self.with(|model| (model.picker.drawn, model.picker.open));
        let pressed = self.change(|model| {
            let pressed = act(&mut model.picker);
            if let Pressed::Chose(bank) = &pressed {
                model.bank = Some(bank.clone());
            }
            pressed
        });
        let (now, is_open) = self.with(|model| (model.picker.drawn, model.picker.open));
        if now != before || is_open != was_open {
            self.changed(Part::List);
        }
        if matches!(pressed, Pressed::Chose(_)) {
            self.recheck(&[FormField::Bank]);
        }
        self.changed(Part::Details);
        if is_open != was_open
            && let Some(host) = self.host()
        {
            let sheet = is_open.then(|| browser::sheet(&host.root(), "picker"));
            // What ends may look at the model: it is dropped outside.
            drop(self.change(|model| core::mem::replace(&mut model.runs.sheet, sheet)));
        }
        pressed
    }

    /// Whether the bank is to be offered first on this device the next time. A wish is
    /// remembered with the payment; taking it back forgets at once.
    pub fn remember(self, wish: bool) {
        self.change(|model| model.remember = wish);
        if !wish {
            browser::remember(None);
            self.fill_picker();
            self.changed(Part::List);
        }
    }

    /// Fields that were marked wrong say what is wrong with them now, or nothing.
    fn recheck(self, fields: &[FormField]) {
        if self.with(|model| model.wrong.is_empty()) {
            return;
        }
        let now = self.check();
        self.change(|model| {
            for (field, sentence) in core::mem::take(&mut model.wrong) {
                let now = now.iter().find(|(other, _)| *other == field);
                if !fields.contains(&field) {
                    model.wrong.push((field, sentence));
                } else if let Some(now) = now {
                    model.wrong.push(now.clone());
                }
            }
        });
        self.changed(Part::Details);
    }

    /// Everything that is wrong with the form, in words.
    pub(super) fn check(self) -> Vec<(FormField, String)> {
        self.with(|model| {
            let mut wrong = Vec::new();
            for (field, code) in model.entered.check_loosely(model.bank.is_some(), model.needed()) {
                wrong.push((field, said::wrong(field, code, self.words())));
            }
            wrong
        })
    }
}
