//! What a tester wants to go wrong with the next calls.

use core::time::Duration;

use pse_placetopay::Operation;

/// A way to go wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
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
}

impl Kind {
    /// Its name in the control interface.
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
        }
    }
}

/// A fault for the next calls of an operation.
#[derive(Debug, Clone)]
pub(crate) struct Planned {
    pub(crate) operation: Operation,
    pub(crate) kind: Kind,
    /// How many calls it still meets, at least one.
    pub(crate) times: u32,
}

/// The faults to come, first planned first met.
#[derive(Debug, Default)]
pub(crate) struct FaultQueue(Vec<Planned>);

impl FaultQueue {
    /// Adds a fault.
    pub(crate) fn plan(&mut self, fault: Planned) {
        if fault.times > 0 {
            self.0.push(fault);
        }
    }

    /// What goes wrong with a call of `operation` that just came, if anything.
    pub(crate) fn strike(&mut self, operation: Operation) -> Option<Kind> {
        let index = self.0.iter().position(|fault| fault.operation == operation)?;
        let fault = self.0.get_mut(index)?;
        fault.times -= 1;
        let kind = fault.kind.clone();
        if fault.times == 0 {
            self.0.remove(index);
        }
        Some(kind)
    }

    /// Forgets them all; says how many there were.
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
        let plan = |operation, kind, times| Planned { operation, kind, times };
        queue.plan(plan(Operation::CreateTransaction, Kind::Close, 2));
        queue.plan(plan(Operation::CreateTransaction, Kind::Timeout, 1));
        queue.plan(plan(Operation::GetBankList, Kind::HttpStatus(503), 1));
        let mut create = || queue.strike(Operation::CreateTransaction);
        assert_eq!(
            [create(), create(), create(), create()],
            [Some(Kind::Close), Some(Kind::Close), Some(Kind::Timeout), None]
        );
        assert_eq!(queue.clear(), 1);
        assert_eq!(queue.strike(Operation::GetBankList), None);
    }
}
