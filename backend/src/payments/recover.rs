//! Start-up settles what a dead process left: a payment still `creating` becomes `unanswered`,
//! for the provider may have been asked and its answer is gone.

use jiff::Timestamp;

use super::apply::Mover;
use super::machine::Event;
use crate::store::StoreError;

/// Settles every payment found `creating` that was stored before a time: at start-up all of them,
/// while running those older than any creation can take.
///
/// # Errors
/// When the store fails.
pub async fn settle_orphans(mover: &Mover, created_before: Timestamp) -> Result<usize, StoreError> {
    let orphans = mover.store.orphans(created_before).await?;
    let count = orphans.len();
    for orphan in orphans {
        mover.happen(orphan, &Event::Orphaned, None).await?;
    }
    if count > 0 {
        tracing::warn!(count, "Payments whose creation was cut short are now unanswered.");
    }
    Ok(count)
}
