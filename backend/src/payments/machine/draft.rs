//! A step being written: the payment as it becomes, and what its history gains.

use jiff::Timestamp;
use pse_placetopay::TransactionState;
use pse_shared::{CheckoutState, PaymentState};

use super::{Step, may_move};
use crate::model::{Asker, HistoryEntry, Payment};
use crate::payments::times::ProbeTimes;
use crate::provider::answer::{Creation, Information, Names, Reason};

/// A step being written.
pub(super) struct Draft {
    pub(super) step: Step,
    pub(super) entry: HistoryEntry,
    keep: bool,
}

impl Draft {
    pub(super) fn new(payment: &Payment, by: Asker, at: Timestamp) -> Self {
        Self {
            entry: HistoryEntry {
                at,
                from: Some(payment.state),
                to: payment.state,
                by,
                return_code: None,
                transaction_state: None,
                reason_code: None,
                reason_text: None,
                note: None,
            },
            step: Step {
                payment: payment.clone(),
                history: None,
                checkout: None,
                alerts: Vec::new(),
            },
            keep: false,
        }
    }

    pub(super) fn names(&mut self, names: &Names) {
        let payment = &mut self.step.payment;
        payment.transaction_id = names.transaction_id;
        payment.session_id.clone_from(&names.session_id);
        payment.cus.clone_from(&names.cus);
        payment.transaction_cycle = names.transaction_cycle;
    }

    pub(super) fn created_reason(&mut self, reason: &Reason) {
        let payment = &mut self.step.payment;
        payment.return_code.clone_from(&reason.return_code);
        payment.response_code = reason.response_code;
        payment.reason_code.clone_from(&reason.reason_code);
        payment.reason_text.clone_from(&reason.reason_text);
        self.entry.return_code.clone_from(&reason.return_code);
        self.entry.reason_code.clone_from(&reason.reason_code);
        self.entry.reason_text.clone_from(&reason.reason_text);
    }

    /// Keeps what a creation answered after its payment was settled without it.
    pub(super) fn late(&mut self, creation: &Creation) {
        let (names, reason, what) = match creation {
            Creation::Accepted { names, reason, .. } => (names, reason, "a late acceptance"),
            Creation::Refused { names, reason, .. } => (names, reason, "a late refusal"),
            Creation::NotSent { .. } => return,
            Creation::Unanswered { names, reason, .. } => (names, reason, "no answer, late"),
        };
        // Names are given once: they are what the provider is asked with.
        if self.step.payment.transaction_id.is_none() {
            self.names(names);
        }
        self.entry.return_code.clone_from(&reason.return_code);
        self.entry.reason_code.clone_from(&reason.reason_code);
        self.entry.reason_text.clone_from(&reason.reason_text);
        self.note(what.to_owned());
    }

    /// The provider was asked: it is due again after the interval.
    pub(super) fn asked(&mut self, at: Timestamp, times: &ProbeTimes) {
        if self.step.payment.state == PaymentState::Pending {
            let schedule = &mut self.step.payment.schedule;
            schedule.last_asked_at = Some(at);
            schedule.next_probe_at = Some(times.next(at));
        }
    }

    pub(super) fn informed(&mut self, information: &Information) {
        let payment = &mut self.step.payment;
        payment.transaction_state =
            information.state.as_ref().map(|state| state.as_str().to_owned());
        payment.response_code = information.reason.response_code;
        payment.reason_code.clone_from(&information.reason.reason_code);
        payment.reason_text.clone_from(&information.reason.reason_text);
        if information.bank_process_date.is_some() {
            payment.bank_process_date.clone_from(&information.bank_process_date);
        }
        if let Some(on_test) = information.on_test {
            payment.on_test = on_test;
        }
        // The creation's cycle and CUS stand; pending answers say -1 where it said 1.
        if payment.cus.is_none() {
            payment.cus.clone_from(&information.cus);
        }
        if payment.transaction_cycle.is_none() {
            payment.transaction_cycle = information.transaction_cycle;
        }
    }

    /// Whether an answer says something the payment does not know yet.
    pub(super) fn is_news(&self, information: &Information) -> bool {
        let payment = &self.step.payment;
        payment.transaction_state.as_deref()
            != information.state.as_ref().map(TransactionState::as_str)
            || payment.reason_code != information.reason.reason_code
            || payment.reason_text != information.reason.reason_text
    }

    pub(super) fn note(&mut self, note: String) {
        self.entry.note = Some(note);
        self.keep = true;
    }

    pub(super) const fn keep_entry(&mut self) {
        self.keep = true;
    }

    pub(super) fn go(&mut self, to: PaymentState) {
        if !may_move(self.step.payment.state, to) {
            return;
        }
        self.step.payment.state = to;
        self.entry.to = to;
        self.keep = true;
        if to.is_final() {
            self.step.payment.schedule.next_probe_at = None;
        }
        self.step.checkout = Some(match to {
            PaymentState::Creating | PaymentState::Pending => CheckoutState::Pending,
            PaymentState::Approved => CheckoutState::Paid,
            PaymentState::Refused
            | PaymentState::Unanswered
            | PaymentState::Rejected
            | PaymentState::Failed => CheckoutState::Open,
        });
    }

    pub(super) fn done(mut self, at: Timestamp) -> Step {
        if self.keep {
            self.step.payment.updated_at = at;
            self.step.history = Some(self.entry);
        }
        self.step
    }
}
