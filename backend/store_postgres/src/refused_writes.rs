//! Writes that the server refuses whatever they hold: there is no space left, or a right was taken away. What only changes a
//! small row in place may be done all the same, so whoever asks whether the store can be written asks here, too.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use pse_core::ports::store::StoreError;
use tokio::time::Instant;

use super::failure::Failure;

/// For how long a refusal says that the next write would be refused, too. Afterwards one is let try.
const REMEMBERED: Duration = Duration::from_secs(10);
/// No space left, and no right to a table.
const WHATEVER_THEY_HOLD: [&str; 2] = ["(53100)", "(42501)"];

/// The latest refusal of a pool's writes.
#[derive(Debug, Default)]
pub(crate) struct RefusedWrites(Mutex<Option<(Instant, String)>>);

impl RefusedWrites {
    /// Takes down why a write failed, if another would fail for the same reason.
    pub(crate) fn note(&self, failure: &Failure) {
        if let Failure::Failed(why) = failure
            && WHATEVER_THEY_HOLD.iter().any(|code| why.ends_with(code))
        {
            let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            *last = Some((Instant::now(), why.clone()));
        }
    }

    /// Whether none was refused lately.
    ///
    /// # Errors
    /// Why one was.
    pub(crate) fn check(&self) -> Result<(), StoreError> {
        self.check_at(Instant::now())
    }

    fn check_at(&self, now: Instant) -> Result<(), StoreError> {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*last {
            Some((at, why)) if now.duration_since(*at) < REMEMBERED => {
                Err(StoreError::Failed(why.clone()))
            }
            Some(_) | None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_counts_for_a_while_and_one_of_a_single_row_never() {
        let refused = RefusedWrites::default();
        refused.note(&Failure::Failed("a value is out of range (22003)".to_owned()));
        refused.note(&Failure::Retry("a lock was not free (55P03)".to_owned()));
        refused.check().unwrap();
        refused.note(&Failure::Failed("could not extend file: no space left (53100)".to_owned()));
        let error = refused.check().unwrap_err().to_string();
        assert!(error.contains("no space left (53100)"), "{error}");
        refused.check_at(Instant::now() + REMEMBERED).unwrap();
    }
}
