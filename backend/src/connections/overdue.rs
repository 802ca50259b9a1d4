//! Whether a connection takes too long.

use std::time::Duration;

use super::bounds::TimeLimits;
use super::closings::Closing;
use super::progress::{Phase, Progress};

/// Finds why a connection is to end now; `None` while it is in time.
pub(super) fn overdue(progress: &Progress, now: Duration, limits: &TimeLimits) -> Option<Closing> {
    let stands = |since| now.saturating_sub(since) >= limits.standing;
    if progress.standing_since().is_some_and(stands) {
        return Some(Closing::SlowReading);
    }
    let (phase, since) = progress.current();
    let (limit, why) = match phase {
        Phase::Idle => (limits.idle, Closing::Idle),
        Phase::Head => (limits.head, Closing::SlowHead),
        Phase::Body => (limits.body, Closing::SlowBody),
        Phase::Handling => (limits.handling, Closing::SlowHandling),
        Phase::Answer => (limits.answer, Closing::SlowReading),
        Phase::Stream => return None,
    };
    (now.saturating_sub(since) >= limit).then_some(why)
}
