//! Creating the payment and leaving for the bank.

use pse_shared::ProblemCode;
use pse_shared::api::PaymentCreated;
use pse_shared::form::FormField;
use pse_shared::form::asked::asked;
use pse_shared::text::joined;

use super::model::Part;
use super::state::Widget;
use crate::api::call::{self, Asked};
use crate::api::read;
use crate::api::trouble::{Refusal, Trouble};
use crate::attempt::{Attempt, Heard, Next};
use crate::bank_url;
use crate::browser;
use crate::field_id::field_id;
use crate::request_body::request_body;
use crate::step::WidgetStep;

impl Widget {
    /// The buyer pressed «Continuar».
    pub fn submit(self) {
        if self.change(|model| {
            model.hush();
            model.busy
        }) || self.mark(self.check())
        {
            return;
        }
        let attempt = self.change(|model| {
            let code = model.bank.as_ref().map_or("", |bank| &bank.code);
            let language = self.words().provider_code();
            let body = request_body(&model.entered, code, model.needed(), language);
            model.busy = true;
            Some(Attempt::new(model.attempt.take(), body, browser::key))
        });
        self.say(self.words().creating());
        self.tell_step("creating");
        if let Some(attempt) = attempt {
            self.send(attempt);
        }
    }

    /// Marks what is wrong and leads there; whether anything is.
    fn mark(self, wrong: Vec<(FormField, String)>) -> bool {
        let first = wrong.first().map(|(field, _)| field_id(*field));
        let count = wrong.len();
        self.change(|model| model.wrong = wrong);
        if let Some(first) = first {
            self.say(&self.words().wrong_fields(count as u64));
            self.focus(first);
        }
        self.changed(Part::Details);
        first.is_some()
    }

    fn send(self, attempt: Attempt) {
        let Some(host) = self.host() else { return };
        let sent = call::ask(&host, self.words().tag(), Asked::Payment(&attempt));
        sent.then(Box::new(move |answer| {
            match answer.and_then(|json| read::payment_created(&json).ok_or(Trouble::Garbled)) {
                Ok(created) => self.leave(&created),
                Err(trouble) => self.missed(attempt, &trouble),
            }
        }));
    }

    /// Sends the attempt again, or tells the buyer.
    fn missed(self, mut attempt: Attempt, trouble: &Trouble) {
        let next = attempt.next(heard(trouble));
        let again = match next {
            Next::Again(milliseconds) => Some(browser::later(milliseconds, self, Self::resend)),
            Next::TellAndKeep | Next::TellAndForget => None,
        };
        let is_over = again.is_none();
        self.change(|model| {
            model.attempt = Some(attempt).filter(|_| next != Next::TellAndForget);
            model.runs.resend = again;
        });
        if is_over {
            self.tell(trouble);
        }
    }

    /// Sends the attempt that waits for it.
    fn resend(self) {
        if let Some(attempt) = self.change(|model| model.attempt.take()) {
            self.send(attempt);
        }
    }

    /// The payment is created: the whole tab goes to the bank.
    fn leave(self, created: &PaymentCreated) {
        let Some(host) = self.host() else { return };
        if !bank_url::allowed(&created.bank_url) {
            self.tell(&Trouble::Garbled);
            self.read();
            return;
        }
        let bank = self.with(|model| model.bank.clone().filter(|_| model.remember));
        if let Some(bank) = bank {
            browser::remember(Some(&bank.code));
        }
        self.change(|model| {
            model.busy = false;
            model.bank_url.clone_from(&created.bank_url);
        });
        host.redirect(&created.payment_id, &created.bank_url);
        self.go(WidgetStep::Leaving);
        // Where the page around us forbids it, the link on the screen is the way.
        browser::leave(&created.bank_url);
    }

    /// Nothing was created, or nobody knows: says why and what to do.
    fn tell(self, trouble: &Trouble) {
        self.tell_error(trouble.code());
        self.change(|model| model.busy = false);
        self.tell_step(self.with(|model| model.step).as_str());
        let mut sentence = self.sentence(trouble);
        if let Trouble::Problem(refusal) = trouble {
            match refusal.code {
                Some(ProblemCode::ValidationFailed) => {
                    let (marked, others) = self.split(refusal);
                    if self.mark(marked) && others.is_empty() {
                        return;
                    }
                    if !others.is_empty() {
                        sentence = others;
                    }
                }
                Some(
                    ProblemCode::PaymentPending
                    | ProblemCode::CheckoutPaid
                    | ProblemCode::CheckoutExpired
                    | ProblemCode::NotFound,
                ) => {
                    self.change(|model| model.barred = true);
                    self.read();
                }
                _ => {}
            }
        }
        self.say(&sentence);
        self.change(|model| model.notice = sentence);
        self.focus("notice");
    }

    /// The wrong fields of the form, in the backend's words, and what it says of others.
    fn split(self, refusal: &Refusal) -> (Vec<(FormField, String)>, String) {
        let asked = self.with(|model| asked(model.needed(), model.entered.interface));
        let mut marked = Vec::new();
        let mut others = String::new();
        for error in &refusal.errors {
            let field = FormField::from_path(&error.field).filter(|field| field.is_among(&asked));
            match field {
                Some(field) => marked.push((field, error.detail.clone())),
                None => others = joined(&[&others, &error.detail, " "]),
            }
        }
        (marked, others)
    }
}

fn heard(trouble: &Trouble) -> Heard {
    match trouble {
        // Half an answer, or a proxy's: the backend may have done it.
        Trouble::Offline | Trouble::Garbled => Heard::Nothing,
        Trouble::Problem(refusal) => Heard::Problem(refusal.code, refusal.retry_after),
    }
}
