//! The states of a payment and the moves between them: event and time in, the payment as it
//! becomes and what follows from it out. No I/O, no clock.
//!
//! `creating` → `pending` | `refused` | `unanswered`; `pending` → `approved` | `rejected` |
//! `failed`. Final states never move. An unknown word means "still pending", never "declined".

mod draft;

use jiff::Timestamp;
use pse_placetopay::{InformationCode, TransactionState};
use pse_shared::{CheckoutState, PaymentState};

use self::draft::Draft;
use super::alert::Alert;
use super::times::ProbeTimes;
use crate::model::{Asker, HistoryEntry, Payment};
use crate::provider::answer::{Creation, Information, Names, Reason};

/// What can happen to a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The creation call came to something.
    Creation(Creation),
    /// Start-up found it `creating`: the process that asked is gone.
    Orphaned,
    /// The provider said how it stands.
    Informed(Asker, Information),
    /// The provider was asked how it stands and gave no usable answer.
    NotInformed(Asker, String),
}

/// What an event makes of a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The payment as it becomes.
    pub payment: Payment,
    /// What the history gains; nothing when nothing is new.
    pub history: Option<HistoryEntry>,
    /// What its checkout becomes; nothing when that stays.
    pub checkout: Option<CheckoutState>,
    /// What an operator must know.
    pub alerts: Vec<Alert>,
}

impl Step {
    /// Whether the payment's state changed: its merchant and its buyer's page are told.
    #[must_use]
    pub fn moved(&self) -> bool {
        self.history.as_ref().is_some_and(|entry| entry.from != Some(entry.to))
    }
}

/// Whether a payment may go from one state to another.
#[must_use]
pub const fn may_move(from: PaymentState, to: PaymentState) -> bool {
    use PaymentState::{Approved, Creating, Failed, Pending, Refused, Rejected, Unanswered};
    matches!(
        (from, to),
        (Creating, Pending | Refused | Unanswered) | (Pending, Approved | Rejected | Failed)
    )
}

/// Decides what an event makes of a payment.
#[must_use]
pub fn step(payment: &Payment, event: &Event, at: Timestamp, times: &ProbeTimes) -> Step {
    match event {
        Event::Creation(creation) => created(payment, creation, at, times),
        Event::Orphaned => {
            let unanswered = Creation::Unanswered {
                names: Names::default(),
                reason: Reason::default(),
                why: "the process died while asking".to_owned(),
            };
            let mut step = created(payment, &unanswered, at, times);
            if let Some(entry) = &mut step.history {
                entry.by = Asker::System;
            }
            step
        }
        Event::Informed(by, information) => informed(payment, *by, information, at, times),
        Event::NotInformed(by, why) => {
            let mut draft = Draft::new(payment, *by, at);
            draft.asked(at, times);
            draft.note(why.clone());
            draft.done(at)
        }
    }
}

fn created(payment: &Payment, creation: &Creation, at: Timestamp, times: &ProbeTimes) -> Step {
    let mut draft = Draft::new(payment, Asker::Buyer, at);
    if payment.state != PaymentState::Creating {
        // Superseded: kept for whoever asks the provider about it, never shown to a buyer.
        draft.late(creation);
        return draft.done(at);
    }
    match creation {
        Creation::Accepted { names, bank_url, reason } => {
            draft.names(names);
            draft.created_reason(reason);
            draft.step.payment.bank_url = Some(bank_url.clone());
            draft.step.payment.schedule.next_probe_at = Some(times.first(payment.created_at));
            draft.go(PaymentState::Pending);
        }
        Creation::Refused { names, reason, configuration } => {
            draft.names(names);
            draft.created_reason(reason);
            if *configuration {
                draft.step.alerts.push(Alert::Configuration);
            }
            draft.go(PaymentState::Refused);
        }
        Creation::NotSent { why } => {
            draft.note(format!("nothing was sent: {why}"));
            draft.go(PaymentState::Refused);
        }
        Creation::Unanswered { names, reason, why } => {
            draft.names(names);
            draft.created_reason(reason);
            draft.note(why.clone());
            draft.step.alerts.push(Alert::Unanswered);
            draft.go(PaymentState::Unanswered);
        }
    }
    draft.done(at)
}

fn informed(
    payment: &Payment,
    by: Asker,
    information: &Information,
    at: Timestamp,
    times: &ProbeTimes,
) -> Step {
    let mut draft = Draft::new(payment, by, at);
    draft.entry.return_code = Some(information.code.as_str().to_owned());
    draft.entry.transaction_state =
        information.state.as_ref().map(|state| state.as_str().to_owned());
    draft.entry.reason_code.clone_from(&information.reason.reason_code);
    draft.entry.reason_text.clone_from(&information.reason.reason_text);

    let verdict = verdict(payment, information);
    if payment.state != PaymentState::Pending {
        if let Verdict::Final(state) = verdict
            && state != payment.state
        {
            draft.note(format!("contradiction: the provider says {}", state.as_str()));
            draft.step.alerts.push(Alert::Contradiction);
        }
        return draft.done(at);
    }
    draft.asked(at, times);
    match verdict {
        Verdict::Final(state) => {
            draft.informed(information);
            draft.go(state);
        }
        Verdict::Pending => {
            if draft.is_news(information) {
                draft.keep_entry();
            }
            draft.informed(information);
        }
        Verdict::UnknownWord => {
            if draft.is_news(information) {
                draft.keep_entry();
                draft.step.alerts.push(Alert::UnknownWord);
            }
            draft.informed(information);
        }
        Verdict::Mismatch => {
            draft.note("mismatch: the answer is about another transaction".to_owned());
            draft.step.alerts.push(Alert::Mismatch);
        }
        // An error code says that the question failed, not that the payment did.
        Verdict::NotAnswered => draft.keep_entry(),
    }
    draft.done(at)
}

enum Verdict {
    Final(PaymentState),
    Pending,
    UnknownWord,
    Mismatch,
    NotAnswered,
}

/// OK needs the answer to be about this very transaction and reference; anything else must
/// at least not be about another one.
fn verdict(payment: &Payment, information: &Information) -> Verdict {
    if information.code != InformationCode::Success {
        return Verdict::NotAnswered;
    }
    let same = |said: bool, known: bool| known || !said;
    let id_matches = information.transaction_id == payment.transaction_id;
    let reference_matches = information.reference.as_deref() == Some(payment.reference.as_str());
    let not_another = same(information.transaction_id.is_some(), id_matches)
        && same(information.reference.is_some(), reference_matches);
    if !not_another {
        return Verdict::Mismatch;
    }
    match &information.state {
        Some(TransactionState::Ok) if id_matches && reference_matches => {
            Verdict::Final(PaymentState::Approved)
        }
        Some(TransactionState::Ok) => Verdict::Mismatch,
        Some(TransactionState::NotAuthorized) => Verdict::Final(PaymentState::Rejected),
        Some(TransactionState::Failed) => Verdict::Final(PaymentState::Failed),
        Some(TransactionState::Pending) => Verdict::Pending,
        Some(TransactionState::Unknown(_)) | None => Verdict::UnknownWord,
    }
}

#[cfg(test)]
mod tests;
