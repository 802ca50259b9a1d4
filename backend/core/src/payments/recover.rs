//! Settling what a dead process left: a payment still `creating` becomes `unanswered`, for the provider may have
//! been asked and its answer is gone.

use super::machine::Event;
use super::transitions::Transitions;
use crate::ports::store::StoreError;

/// Makes every payment that is still `creating` and that no living process holds `unanswered`; returns how many there
/// were.
///
/// # Errors
/// When the store fails.
pub async fn settle_orphans(transitions: &Transitions) -> Result<usize, StoreError> {
    let orphans = transitions.store.orphans(transitions.clock.now()).await?;
    let count = orphans.len();
    for orphan in orphans {
        transitions.apply(orphan, &Event::Orphaned, None).await?;
    }
    if count > 0 {
        tracing::warn!(count, "Payments whose creation was cut short are now unanswered.");
    }
    Ok(count)
}
