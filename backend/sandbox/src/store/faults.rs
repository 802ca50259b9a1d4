//! What a tester wants to go wrong with the next calls.

use core::time::Duration;

use http::HeaderValue;
use pse_placetopay::Operation;

use super::change::Change;

/// What goes wrong with a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FaultKind {
    /// The operation answers this `returnCode`; a creation is refused.
    ReturnCode(String),
    /// A SOAP fault with this text; nothing is stored.
    Fault(String),
    /// This HTTP status with no SOAP in it; nothing is stored.
    HttpStatus(u16),
    /// The call is carried out and never answered.
    Timeout,
    /// The connection is cut; nothing is stored.
    Close,
    /// The call is carried out, then the connection is cut.
    CloseAfterCommit,
    /// The call is carried out and answered 200 with these bytes.
    Garbage(String),
    /// The call is carried out and answered this much later.
    Slow(Duration),
    /// The call is answered with a redirect to this address; nothing is stored.
    Redirect(HeaderValue),
    /// The call is carried out and its answer sent otherwise than it was written.
    Changed(Change),
}

impl FaultKind {
    /// The kind's name in the control interface.
    pub(crate) const fn as_str(&self) -> &'static str {
        match self {
            Self::ReturnCode(_) => "return_code",
            Self::Fault(_) => "fault",
            Self::HttpStatus(_) => "http_status",
            Self::Timeout => "timeout",
            Self::Close => "close",
            Self::CloseAfterCommit => "close_after_commit",
            Self::Garbage(_) => "garbage",
            Self::Slow(_) => "slow",
            Self::Redirect(_) => "redirect",
            Self::Changed(change) => change.as_str(),
        }
    }
}

/// A fault planned for the next calls of an operation.
#[derive(Debug, Clone)]
pub(crate) struct PlannedFault {
    pub(crate) operation: Operation,
    pub(crate) kind: FaultKind,
    /// How many calls the fault still meets, at least one.
    pub(crate) times: u32,
}

/// The planned faults, in the order they were planned.
#[derive(Debug, Default)]
pub(crate) struct FaultQueue(Vec<PlannedFault>);

impl FaultQueue {
    /// Adds a fault.
    pub(crate) fn plan(&mut self, fault: PlannedFault) {
        if fault.times > 0 {
            self.0.push(fault);
        }
    }

    /// Takes the fault for a call of `operation` that was just received, if one is planned.
    pub(crate) fn take(&mut self, operation: Operation) -> Option<FaultKind> {
        let index = self.0.iter().position(|fault| fault.operation == operation)?;
        let fault = self.0.get_mut(index)?;
        fault.times -= 1;
        let kind = fault.kind.clone();
        if fault.times == 0 {
            self.0.remove(index);
        }
        Some(kind)
    }

    /// Forgets all planned faults, and gives how many there were.
    pub(crate) fn clear(&mut self) -> usize {
        core::mem::take(&mut self.0).len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_meet_their_own_operation_in_turn_and_as_often_as_asked() {
        let mut queue = FaultQueue::default();
        let plan = |operation, kind, times| PlannedFault { operation, kind, times };
        queue.plan(plan(Operation::CreateTransaction, FaultKind::Close, 2));
        queue.plan(plan(Operation::CreateTransaction, FaultKind::Timeout, 1));
        queue.plan(plan(Operation::GetBankList, FaultKind::HttpStatus(503), 1));
        let mut create = || queue.take(Operation::CreateTransaction);
        assert_eq!(
            [create(), create(), create(), create()],
            [Some(FaultKind::Close), Some(FaultKind::Close), Some(FaultKind::Timeout), None]
        );
        assert_eq!(queue.clear(), 1);
        assert_eq!(queue.take(Operation::GetBankList), None);
    }
}
