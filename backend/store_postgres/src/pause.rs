//! Waiting for the server, before something is tried again.

use std::hash::{BuildHasher as _, RandomState};
use std::time::Duration;

/// Waits, in the time of the world outside, which is where the server is.
#[expect(
    clippy::disallowed_methods,
    reason = "the server lives in real time, whatever clock the service has"
)]
pub(crate) async fn pause(duration: Duration) {
    tokio::time::sleep(duration).await;
}

/// How long to wait after the attempt of this number: twice as long each time, and by chance half to one and a half of it,
/// so that those who were in each other's way do not meet again.
pub(crate) fn backoff(attempt: u32) -> Duration {
    const FIRST: Duration = Duration::from_millis(10);
    let doubled = FIRST.saturating_mul(1_u32.checked_shl(attempt.min(10)).unwrap_or(1));
    // A hasher made anew is as random as is needed here.
    let chance = u32::try_from(RandomState::new().hash_one(attempt) % 1_000).unwrap_or_default();
    (doubled / 2).saturating_add(doubled.saturating_mul(chance) / 1_000)
}
