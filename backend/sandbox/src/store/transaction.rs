//! A transaction and the moves it can make. Time is always given; nothing moves by itself,
//! what time alone decides is settled whenever somebody looks.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use pse_placetopay::{Operation, PseTransactionMultiCreditRequest};

use super::Outcome;
use crate::banks::Ending;
use crate::clock::{BANK_SESSION, PSE_SESSION, after};
use crate::network::Walk;

/// `transactionState`, the four the specification knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Ok,
    NotAuthorized,
    Pending,
    Failed,
}

impl State {
    const ALL: [Self; 4] = [Self::Ok, Self::NotAuthorized, Self::Pending, Self::Failed];

    /// The word on the wire.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "OK",
            Self::NotAuthorized => "NOT_AUTHORIZED",
            Self::Pending => "PENDING",
            Self::Failed => "FAILED",
        }
    }

    /// The state of that word.
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// The certified word for it.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Ok => "Aprobada",
            Self::NotAuthorized => "Rechazada",
            Self::Pending => "Pendiente",
            Self::Failed => "Fallida",
        }
    }

    /// `responseCode`.
    pub(crate) const fn response_code(self) -> i32 {
        match self {
            Self::Failed => 0,
            Self::Ok => 1,
            Self::NotAuthorized => 2,
            Self::Pending => 3,
        }
    }
}

/// Why a transaction was not created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// `returnCode`.
    pub(crate) code: String,
    /// `responseReasonText`.
    pub(crate) text: String,
}

/// The buyer's time at the bank: the token in the page's address, the one in its form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Visit {
    pub(crate) token: String,
    pub(crate) csrf: String,
    /// What the buyer gave PSE.
    pub(crate) email: String,
    /// The buyer's way through the cooperative network's portal, at a bank that has it.
    pub(crate) walk: Walk,
}

/// Where a transaction stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stage {
    /// It was never created.
    Refused(Refusal),
    /// The buyer has not left PSE for the bank.
    AtPse,
    /// The buyer is at the bank.
    AtBank { since: Timestamp },
    /// The buyer confirmed and the bank has not answered; `until` when it will approve.
    Waiting { until: Option<Timestamp> },
    /// It ended.
    Ended { at: Timestamp, outcome: Outcome },
}

/// A transaction.
#[derive(Debug, Clone)]
pub(crate) struct Transaction {
    pub(crate) id: i64,
    /// 32 lower-case hexadecimal digits.
    pub(crate) session_id: String,
    /// Six zeros when it was not created.
    pub(crate) cus: String,
    /// -1 when it was not created.
    pub(crate) cycle: i32,
    pub(crate) operation: Operation,
    /// What was asked; `credits` only in a multicredit one.
    pub(crate) order: Arc<PseTransactionMultiCreditRequest>,
    pub(crate) created_at: Timestamp,
    /// PSE's `enc` token.
    pub(crate) entrance: String,
    /// The token in the form of PSE's page.
    pub(crate) csrf: String,
    pub(crate) visit: Option<Visit>,
    /// The e-mail, and a company's NIT, that the buyer registered with PSE on the way.
    pub(crate) registered_as: Option<(String, String)>,
    /// Whether the creation call was answered.
    pub(crate) answered: bool,
    /// When its state was asked.
    pub(crate) asked: Vec<Timestamp>,
    pub(crate) stage: Stage,
}

impl Transaction {
    /// Settles what time alone decides: a late approval, a session that ran out.
    pub(crate) fn settle(&mut self, now: Timestamp) {
        let (due, outcome) = match self.stage {
            Stage::AtPse => (after(self.created_at, PSE_SESSION), Outcome::Expired),
            Stage::AtBank { since } => (after(since, BANK_SESSION), Outcome::Expired),
            Stage::Waiting { until: Some(until) } => (until, Outcome::Approved),
            Stage::Waiting { until: None } | Stage::Refused(_) | Stage::Ended { .. } => return,
        };
        if now >= due {
            self.stage = Stage::Ended { at: due, outcome };
        }
    }

    /// The buyer leaves PSE for the bank. Only the first time counts.
    pub(crate) fn go_to_bank(&mut self, visit: Visit, now: Timestamp) {
        if matches!(self.stage, Stage::AtPse) {
            self.stage = Stage::AtBank { since: now };
            self.visit = Some(visit);
        }
    }

    /// The buyer cancels, at PSE or at the bank; not after having confirmed. Says whether
    /// anything changed.
    pub(crate) fn cancel(&mut self, now: Timestamp) -> bool {
        let open = matches!(self.stage, Stage::AtPse | Stage::AtBank { .. });
        if open {
            self.stage = Stage::Ended { at: now, outcome: Outcome::Cancelled };
        }
        open
    }

    /// The buyer confirms at the bank. Only the first time counts. Says whether anything
    /// changed.
    pub(crate) fn confirm(
        &mut self,
        ending: Ending,
        now: Timestamp,
        approve_after: SignedDuration,
    ) -> bool {
        let open = matches!(self.stage, Stage::AtBank { .. });
        let ended = |outcome| Stage::Ended { at: now, outcome };
        if open {
            self.stage = match ending {
                Ending::Approve => ended(Outcome::Approved),
                Ending::Reject => ended(Outcome::Rejected),
                Ending::Fail => ended(Outcome::Failed),
                Ending::ApproveLater => Stage::Waiting { until: Some(after(now, approve_after)) },
                Ending::StayPending => Stage::Waiting { until: None },
            };
        }
        open
    }

    /// The bank ends it. Only while the buyer is there.
    pub(crate) fn end(&mut self, outcome: Outcome, now: Timestamp) -> bool {
        let open = matches!(self.stage, Stage::AtBank { .. });
        if open {
            self.stage = Stage::Ended { at: now, outcome };
        }
        open
    }

    /// A tester says how it stands, final or not. `false` when it was never created.
    pub(crate) fn force(&mut self, state: State, now: Timestamp) -> bool {
        let ended = |outcome| Stage::Ended { at: now, outcome };
        if matches!(self.stage, Stage::Refused(_)) {
            return false;
        }
        self.stage = match state {
            State::Ok => ended(Outcome::Approved),
            State::NotAuthorized => ended(Outcome::Rejected),
            State::Failed => ended(Outcome::Failed),
            State::Pending => Stage::Waiting { until: None },
        };
        true
    }

    /// `transactionState`.
    pub(crate) const fn state(&self) -> State {
        match &self.stage {
            Stage::Refused(_) => State::Failed,
            Stage::AtPse | Stage::AtBank { .. } | Stage::Waiting { .. } => State::Pending,
            Stage::Ended { outcome, .. } => outcome.state(),
        }
    }

    /// What the creation call was answered: `SUCCESS` or a `FAIL_` code.
    pub(crate) fn return_code(&self) -> &str {
        match &self.stage {
            Stage::Refused(refusal) => &refusal.code,
            Stage::AtPse | Stage::AtBank { .. } | Stage::Waiting { .. } | Stage::Ended { .. } => {
                "SUCCESS"
            }
        }
    }
}
