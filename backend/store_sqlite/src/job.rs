//! Work for the connection that writes, whatever the type of its result.

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::failure::Failure;
use super::health::Health;
use pse_core::ports::store::StoreError;

/// Why there is no result, where none came.
pub(super) const NOTHING_WRITTEN: &str = "nothing was written";

/// Work that waits for its commit, with the channel of whoever waits for it.
pub(super) trait Job: Send {
    /// Does the work; returns whether it is to be kept.
    fn run(&mut self, connection: &Connection, health: &Health) -> bool;

    /// Gives the caller the result, or the reason why it could not be kept.
    fn answer(self: Box<Self>, failure: Option<StoreError>);
}

/// A job that tells its result after the commit and before its answer.
pub(super) struct Work<T, F, N> {
    work: F,
    outcome: Result<T, Failure>,
    tell: N,
    answer: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F, N> Work<T, F, N> {
    /// Makes a job, and the channel of its answer.
    pub(super) fn new(work: F, tell: N) -> (Self, oneshot::Receiver<Result<T, StoreError>>) {
        let (answer, answered) = oneshot::channel();
        let outcome = Err(Failure::Other(NOTHING_WRITTEN));
        (Self { work, outcome, tell, answer }, answered)
    }
}

impl<T, F, N> Job for Work<T, F, N>
where
    T: Send,
    N: FnOnce(&T) + Send,
    F: Fn(&Connection) -> Result<T, Failure> + Send,
{
    fn run(&mut self, connection: &Connection, health: &Health) -> bool {
        self.outcome = (self.work)(connection);
        if let Err(failure) = &self.outcome {
            health.notice(failure);
        }
        self.outcome.is_ok()
    }

    fn answer(self: Box<Self>, failure: Option<StoreError>) {
        let outcome = match (self.outcome, failure) {
            (Ok(_), Some(failure)) | (_, Some(failure @ StoreError::Damaged(_))) => Err(failure),
            (outcome, _) => outcome.map_err(StoreError::from),
        };
        if let Ok(done) = &outcome {
            (self.tell)(done);
        }
        // Whoever asked may be gone; what was written stays.
        let _ = self.answer.send(outcome);
    }
}
