//! One attempt to pay: its idempotency key, and when the same request is sent again.

use pse_shared::ProblemCode;

/// How often a request that got no answer is sent again by itself.
const RESENDS: u32 = 2;
/// How often one whose first copy is still running is asked for.
const WAITS: u32 = 20;

/// A request with its key. The key lives as long as nobody has answered it and the
/// body is the same: sent again, the backend replays the first answer.
#[derive(Debug)]
pub struct Attempt {
    /// `Idempotency-Key`.
    pub key: String,
    /// The body it belongs to.
    pub body: String,
    sent: u32,
}

/// What came of sending it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// Nothing: the network failed or took too long.
    Nothing,
    /// This problem, and after how many seconds to try again, if it says so.
    Problem(Option<ProblemCode>, Option<u32>),
}

/// What to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Send the same again after so many milliseconds.
    Again(u32),
    /// Tell the buyer; pressing again sends the same request with the same key.
    TellAndKeep,
    /// Tell the buyer; pressing again is a new attempt.
    TellAndForget,
}

impl Attempt {
    /// The attempt to send `body`: `kept` if it is the same request, else a new one
    /// with `key`.
    #[must_use]
    pub fn new(kept: Option<Self>, body: String, key: impl FnOnce() -> String) -> Self {
        match kept {
            Some(kept) if kept.body == body => Self { sent: 0, ..kept },
            Some(_) | None => Self { key: key(), body, sent: 0 },
        }
    }

    /// What to do after `heard`.
    pub fn next(&mut self, heard: Heard) -> Next {
        self.sent += 1;
        match heard {
            Heard::Nothing if self.sent <= RESENDS => Next::Again(self.sent * 1_000),
            Heard::Problem(Some(ProblemCode::IdempotencyInProgress), wait)
                if self.sent <= WAITS =>
            {
                Next::Again(wait.unwrap_or(1).clamp(1, 10) * 1_000)
            }
            Heard::Nothing | Heard::Problem(Some(ProblemCode::IdempotencyInProgress), _) => {
                Next::TellAndKeep
            }
            Heard::Problem(..) => Next::TellAndForget,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attempt(kept: Option<Attempt>, body: &str, key: &str) -> Attempt {
        Attempt::new(kept, body.to_owned(), || key.to_owned())
    }

    #[test]
    fn a_lost_request_is_sent_twice_more_and_then_keeps_its_key() {
        let mut first = attempt(None, "a", "k1");
        assert_eq!(first.next(Heard::Nothing), Next::Again(1_000));
        assert_eq!(first.next(Heard::Nothing), Next::Again(2_000));
        assert_eq!(first.next(Heard::Nothing), Next::TellAndKeep);
        assert_eq!(attempt(Some(first), "a", "k2").key, "k1");
    }

    #[test]
    fn another_body_is_another_attempt() {
        let first = attempt(None, "a", "k1");
        assert_eq!(attempt(Some(first), "b", "k2").key, "k2");
    }

    #[test]
    fn an_answer_ends_the_attempt() {
        let mut first = attempt(None, "a", "k1");
        let refused = Heard::Problem(Some(ProblemCode::TransactionRefused), None);
        assert_eq!(first.next(refused), Next::TellAndForget);
        assert_eq!(first.next(Heard::Problem(None, None)), Next::TellAndForget);
    }

    #[test]
    fn while_the_first_copy_runs_its_answer_is_waited_for() {
        let mut first = attempt(None, "a", "k1");
        let running = |wait| Heard::Problem(Some(ProblemCode::IdempotencyInProgress), wait);
        assert_eq!(first.next(running(Some(2))), Next::Again(2_000));
        assert_eq!(first.next(running(None)), Next::Again(1_000));
        assert_eq!(first.next(running(Some(600))), Next::Again(10_000));
        for _ in 3..WAITS {
            first.next(running(None));
        }
        assert_eq!(first.next(running(None)), Next::TellAndKeep);
    }
}
