//! The retry schedule of webhook messages: soon, then ever more rarely, for three days.

use std::time::Duration;

use jiff::Timestamp;

use pse_core::time::later;

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
/// The wait after each failed attempt, in seconds, 75 hours in all; after the last the notification is given up.
const PAUSES: [u64; 10] = [
    5,
    30,
    5 * MINUTE,
    30 * MINUTE,
    2 * HOUR,
    5 * HOUR,
    10 * HOUR,
    14 * HOUR,
    20 * HOUR,
    23 * HOUR,
];

/// Returns when to retry a notification whose `attempts`-th attempt (from 1) failed; `None` to give it up.
#[must_use]
pub fn next(attempts: u32, now: Timestamp) -> Option<Timestamp> {
    let index = usize::try_from(attempts.checked_sub(1)?).ok()?;
    PAUSES.get(index).map(|&seconds| later(now, Duration::from_secs(seconds)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_tried_for_at_least_three_days() {
        assert!(PAUSES.iter().sum::<u64>() >= 72 * HOUR);
        let now = Timestamp::from_second(1_700_000_000).unwrap();
        assert_eq!(next(1, now), Some(later(now, Duration::from_secs(5))));
        assert_eq!(next(10, now), Some(later(now, Duration::from_secs(23 * HOUR))));
        assert_eq!(next(11, now), None);
        assert_eq!(next(0, now), None);
    }
}
