//! Decides the transition that an event causes.

use jiff::Timestamp;
use pse_shared::{Actor, PaymentState};

use super::transition::{Event, Transition};
use super::transition_builder::TransitionBuilder;
use crate::alerts::Alert;
use crate::model::Payment;
use crate::payments::probe_times::ProbeTimes;
use crate::ports::provider::{Creation, Facts, NoAnswer, Refusal, StatusReport, Verdict};

/// Applies an event to a payment in the state machine. Pure: nothing is stored or sent.
#[must_use]
pub fn decide(payment: &Payment, event: &Event, at: Timestamp, times: &ProbeTimes) -> Transition {
    match event {
        Event::Creation(creation) => created(payment, creation, at, times),
        Event::Orphaned => {
            let unanswered = Creation::Unanswered {
                facts: Facts::default(),
                why: NoAnswer::Unreachable("the process died while asking".to_owned()),
            };
            let mut transition = created(payment, &unanswered, at, times);
            if let Some(entry) = &mut transition.history {
                entry.by = Actor::System;
            }
            transition
        }
        Event::Reported(by, report) => reported(payment, *by, report, at, times),
        Event::NotReported(by, why) => {
            let mut draft = TransitionBuilder::new(payment, *by, at);
            draft.asked(at, times);
            draft.note(why.clone());
            draft.done(at)
        }
    }
}

fn created(
    payment: &Payment,
    creation: &Creation,
    at: Timestamp,
    times: &ProbeTimes,
) -> Transition {
    let mut draft = TransitionBuilder::new(payment, Actor::Buyer, at);
    if payment.state != PaymentState::Creating {
        // Superseded: kept for whoever asks the provider about it, never shown to a buyer.
        draft.late(creation);
        return draft.done(at);
    }
    match creation {
        Creation::Accepted { facts, bank_url } => {
            draft.created(facts);
            draft.transition.payment.bank_url = Some(bank_url.clone());
            draft.transition.payment.schedule.next_probe_at = Some(times.first(payment.created_at));
            draft.go(PaymentState::Pending);
        }
        Creation::Refused { facts, why } => {
            draft.created(facts);
            draft.transition.payment.refusal = Some(*why);
            if *why == Refusal::Misconfigured {
                draft.transition.alerts.push(Alert::Configuration);
            }
            draft.go(PaymentState::Refused);
        }
        Creation::NotSent { why } => {
            draft.note(format!("nothing was sent: {why}"));
            draft.go(PaymentState::Refused);
        }
        Creation::Unanswered { facts, why } => {
            draft.created(facts);
            draft.note(why.to_string());
            draft.transition.alerts.push(Alert::Unanswered);
            draft.go(PaymentState::Unanswered);
        }
    }
    draft.done(at)
}

fn reported(
    payment: &Payment,
    by: Actor,
    report: &StatusReport,
    at: Timestamp,
    times: &ProbeTimes,
) -> Transition {
    let mut draft = TransitionBuilder::new(payment, by, at);
    draft.heard(&report.facts);
    let meaning = meaning(payment, report);
    if payment.state != PaymentState::Pending {
        if let Meaning::Final(state) = meaning
            && state != payment.state
        {
            draft.note(format!("contradiction: the provider says {}", state.as_str()));
            draft.transition.alerts.push(Alert::Contradiction);
        }
        return draft.done(at);
    }
    draft.asked(at, times);
    match meaning {
        Meaning::Final(state) => {
            draft.learn(&report.facts);
            draft.go(state);
        }
        Meaning::Pending => {
            if draft.is_news(&report.facts) {
                draft.keep_entry();
            }
            draft.learn(&report.facts);
        }
        Meaning::UnknownWord => {
            if draft.is_news(&report.facts) {
                draft.keep_entry();
                draft.transition.alerts.push(Alert::UnknownWord);
            }
            draft.learn(&report.facts);
        }
        Meaning::Mismatch => {
            draft.note("mismatch: the answer is about another transaction".to_owned());
            draft.transition.alerts.push(Alert::Mismatch);
        }
        // An error code says that the question failed, not that the payment did.
        Meaning::NotAnswered => draft.keep_entry(),
    }
    draft.done(at)
}

/// What a report means for a payment.
enum Meaning {
    Final(PaymentState),
    Pending,
    UnknownWord,
    Mismatch,
    NotAnswered,
}

/// An approval needs the answer to be about this very transaction and reference; anything else must at least not
/// be about another one.
fn meaning(payment: &Payment, report: &StatusReport) -> Meaning {
    if let Verdict::NotAnswered(_) = report.verdict {
        return Meaning::NotAnswered;
    }
    let transaction = report.facts.transaction.as_ref();
    let is_this_transaction = transaction.is_some() && transaction == payment.transaction.as_ref();
    let is_this_reference = report.reference.as_deref() == Some(payment.reference.as_str());
    let is_another = (transaction.is_some() && !is_this_transaction)
        || (report.reference.is_some() && !is_this_reference);
    if is_another {
        return Meaning::Mismatch;
    }
    match &report.verdict {
        Verdict::Approved if is_this_transaction && is_this_reference => {
            Meaning::Final(PaymentState::Approved)
        }
        Verdict::Approved => Meaning::Mismatch,
        Verdict::Rejected => Meaning::Final(PaymentState::Rejected),
        Verdict::Failed => Meaning::Final(PaymentState::Failed),
        Verdict::Pending => Meaning::Pending,
        Verdict::UnknownWord(_) => Meaning::UnknownWord,
        Verdict::NotAnswered(_) => Meaning::NotAnswered,
    }
}
