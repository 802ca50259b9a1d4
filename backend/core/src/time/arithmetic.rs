//! Times moved by a duration, without overflow.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// Adds a duration to a time; saturates at the latest time that can be written.
#[must_use]
pub fn later(at: Timestamp, by: Duration) -> Timestamp {
    SignedDuration::try_from(by)
        .ok()
        .and_then(|by| at.checked_add(by).ok())
        .unwrap_or(Timestamp::MAX)
}

/// Subtracts a duration from a time; saturates at the earliest time that can be written.
#[must_use]
pub fn earlier(at: Timestamp, by: Duration) -> Timestamp {
    SignedDuration::try_from(by)
        .ok()
        .and_then(|by| at.checked_sub(by).ok())
        .unwrap_or(Timestamp::MIN)
}
