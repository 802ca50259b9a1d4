//! Builds a transition: the payment as it becomes, and the row its history gains.

use jiff::Timestamp;
use pse_shared::{Actor, PaymentState};

use super::allowed_transitions::transition_allowed;
use super::transition::Transition;
use crate::model::{HistoryEntry, Payment, ProviderData, checkout_state};
use crate::payments::probe_times::ProbeTimes;
use crate::ports::provider::{Creation, Facts};

/// Builds a [`Transition`]: the payment as it becomes, and the row its history gains.
pub(super) struct TransitionBuilder {
    pub(super) transition: Transition,
    pub(super) entry: HistoryEntry,
    keep: bool,
}

impl TransitionBuilder {
    pub(super) fn new(payment: &Payment, by: Actor, at: Timestamp) -> Self {
        Self {
            entry: HistoryEntry::new(at, Some(payment.state), payment.state, by),
            transition: Transition {
                payment: payment.clone(),
                history: None,
                checkout: None,
                alerts: Vec::new(),
            },
            keep: false,
        }
    }

    /// Takes in what the provider said when it was asked to create the transaction.
    pub(super) fn created(&mut self, facts: &Facts) {
        self.heard(facts);
        self.take_ids(facts);
        let payment = &mut self.transition.payment;
        payment.reason_code.clone_from(&facts.reason_code);
        payment.reason_text.clone_from(&facts.reason_text);
        payment.provider_data.clone_from(&facts.data);
    }

    fn take_ids(&mut self, facts: &Facts) {
        let payment = &mut self.transition.payment;
        payment.transaction.clone_from(&facts.transaction);
        payment.cus.clone_from(&facts.cus);
        payment.transaction_cycle = facts.transaction_cycle;
    }

    /// Keeps what a creation answered after its payment was settled without it.
    pub(super) fn late(&mut self, creation: &Creation) {
        let (facts, what) = match creation {
            Creation::Accepted { facts, .. } => (facts, "a late acceptance"),
            Creation::Refused { facts, .. } => (facts, "a late refusal"),
            Creation::NotSent { .. } => return,
            Creation::Unanswered { facts, .. } => (facts, "no answer, late"),
        };
        // Ids are given once: they are what the provider is asked with.
        if self.transition.payment.transaction.is_none() {
            self.take_ids(facts);
            self.transition.payment.provider_data.clone_from(&facts.data);
        }
        self.heard(facts);
        self.note(what.to_owned());
    }

    /// Writes what the provider said into the history's row.
    pub(super) fn heard(&mut self, facts: &Facts) {
        self.entry.provider_data.clone_from(&facts.data);
        self.entry.reason_code.clone_from(&facts.reason_code);
        self.entry.reason_text.clone_from(&facts.reason_text);
    }

    /// The provider was asked: the payment is due again after the interval.
    pub(super) fn asked(&mut self, at: Timestamp, times: &ProbeTimes) {
        if self.transition.payment.state == PaymentState::Pending {
            let schedule = &mut self.transition.payment.schedule;
            schedule.last_asked_at = Some(at);
            schedule.next_probe_at = Some(times.next(at));
        }
    }

    /// Takes in what the provider said when it was asked how the transaction stands.
    pub(super) fn learn(&mut self, facts: &Facts) {
        let data = self.with_words_of(facts);
        let payment = &mut self.transition.payment;
        payment.provider_data = data;
        payment.reason_code.clone_from(&facts.reason_code);
        payment.reason_text.clone_from(&facts.reason_text);
        if facts.bank_process_date.is_some() {
            payment.bank_process_date.clone_from(&facts.bank_process_date);
        }
        if let Some(on_test) = facts.on_test {
            payment.on_test = on_test;
        }
        // The creation's cycle and CUS stand; pending answers may say another cycle.
        if payment.cus.is_none() {
            payment.cus.clone_from(&facts.cus);
        }
        if payment.transaction_cycle.is_none() {
            payment.transaction_cycle = facts.transaction_cycle;
        }
    }

    /// Whether an answer says something the payment does not know yet.
    pub(super) fn is_news(&self, facts: &Facts) -> bool {
        let payment = &self.transition.payment;
        payment.provider_data != self.with_words_of(facts)
            || payment.reason_code != facts.reason_code
            || payment.reason_text != facts.reason_text
    }

    /// The provider's words of the payment with an answer's over them.
    fn with_words_of(&self, facts: &Facts) -> ProviderData {
        let mut data = self.transition.payment.provider_data.clone();
        data.extend(facts.data.clone());
        data
    }

    pub(super) fn note(&mut self, note: String) {
        self.entry.note = Some(note);
        self.keep = true;
    }

    pub(super) const fn keep_entry(&mut self) {
        self.keep = true;
    }

    pub(super) fn go(&mut self, to: PaymentState) {
        if !transition_allowed(self.transition.payment.state, to) {
            return;
        }
        self.transition.payment.state = to;
        self.entry.to = to;
        self.keep = true;
        if to.is_final() {
            self.transition.payment.schedule.next_probe_at = None;
        }
        self.transition.checkout = Some(checkout_state::after(to));
    }

    pub(super) fn done(mut self, at: Timestamp) -> Transition {
        if self.keep {
            self.transition.payment.updated_at = at;
            self.transition.history = Some(self.entry);
        }
        self.transition
    }
}
