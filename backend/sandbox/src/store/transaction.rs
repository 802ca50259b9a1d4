//! A transaction and the moves it can make. Time is always given; nothing moves by itself,
//! what time alone decides is settled whenever somebody looks.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use pse_placetopay::{Operation, PseTransactionMultiCreditRequest};

use super::{Outcome, PortalSession, State};
use crate::banks::Ending;
use crate::clock::{BANK_SESSION, PSE_SESSION, after};

/// Why a transaction was not created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// The refusal's `returnCode`.
    pub(crate) code: String,
    /// The refusal's `responseReasonText`.
    pub(crate) text: String,
}

/// A buyer's visit at the bank, with the tokens of its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Visit {
    pub(crate) token: String,
    pub(crate) csrf: String,
    /// The e-mail address that the buyer gave PSE.
    pub(crate) email: String,
    /// The buyer's session in the cooperative network's portal, at a bank that has it.
    pub(crate) portal: PortalSession,
}

/// Where a transaction stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stage {
    /// The transaction was refused at its creation.
    Refused(Refusal),
    /// The buyer has not left PSE for the bank.
    AtPse,
    /// The buyer is at the bank.
    AtBank { since: Timestamp },
    /// The buyer confirmed and the bank has not answered; `until` when it will approve.
    Waiting { until: Option<Timestamp> },
    /// The transaction ended.
    Ended { at: Timestamp, outcome: Outcome },
}

/// A transaction, created or refused.
#[derive(Debug, Clone)]
pub(crate) struct Transaction {
    pub(crate) id: i64,
    /// The `sessionID`: 32 lower-case hexadecimal digits.
    pub(crate) session_id: String,
    /// The CUS; six zeros when the transaction was not created.
    pub(crate) cus: String,
    /// The clearing cycle; -1 when the transaction was not created.
    pub(crate) cycle: i32,
    pub(crate) operation: Operation,
    /// The creation's request; it has `credits` only in a multicredit transaction.
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
    /// The times at which its state was asked.
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

    /// The bank ends the transaction, which it can only while the buyer is there. Says whether
    /// anything changed.
    pub(crate) fn end(&mut self, outcome: Outcome, now: Timestamp) -> bool {
        let open = matches!(self.stage, Stage::AtBank { .. });
        if open {
            self.stage = Stage::Ended { at: now, outcome };
        }
        open
    }

    /// Puts the transaction into a state, final or not, as a tester wants; `false` when it was
    /// never created.
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

    /// The transaction's `transactionState`.
    pub(crate) const fn state(&self) -> State {
        match &self.stage {
            Stage::Refused(_) => State::Failed,
            Stage::AtPse | Stage::AtBank { .. } | Stage::Waiting { .. } => State::Pending,
            Stage::Ended { outcome, .. } => outcome.state(),
        }
    }

    /// The `returnCode` of the creation: `SUCCESS` or a `FAIL_` code.
    pub(crate) fn return_code(&self) -> &str {
        match &self.stage {
            Stage::Refused(refusal) => &refusal.code,
            Stage::AtPse | Stage::AtBank { .. } | Stage::Waiting { .. } | Stage::Ended { .. } => {
                "SUCCESS"
            }
        }
    }
}
