//! Changes that other processes made, found by reading a narrow table of the last moves.
//!
//! Positions are given out when a change is written and seen when it is committed, which is another order. So the numbers
//! that are missing below the highest one seen are looked for again, until no statement can still be under way with them.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use pse_core::model::CheckoutId;
use pse_core::ports::store::ChangeBroadcast;
use tokio_postgres::Row;

use super::columns::Columns;
use super::failure::Failure;
use super::pool::Client;
use super::processes::{CLOCK, Process};
use super::values::{Text, Values};

/// The most changes that are read at once.
const PAGE: i64 = 1000;
/// How many changes may be under way at once: there are not so many connections.
const AT_ONCE: i64 = 300;
/// The longest that a change may be under way between its position and its commit.
const UNDER_WAY: Duration = Duration::from_secs(60);
/// How long changes are kept.
const KEPT: Duration = Duration::from_secs(600);

/// Statement: the changes after a position, and those of the missing ones that are there now; and, in a row without a
/// position, the last one that was given out.
pub(crate) const NEW: &str = "(SELECT position, checkout_id, process, NULL::bigint AS given_out FROM checkout_changes
      WHERE position > :high ORDER BY position LIMIT :page)
     UNION ALL
     (SELECT position, checkout_id, process, NULL FROM checkout_changes WHERE position = ANY(:missing))
     UNION ALL
     (SELECT NULL, NULL, NULL, last_value FROM checkout_changes_position_seq)";

/// How far the changes have been read.
#[derive(Debug)]
pub(crate) struct Place {
    /// The highest position seen.
    high: i64,
    /// The positions below it that were not there, with when they were found missing.
    missing: BTreeMap<i64, Instant>,
    /// Whether anything may have been missed since the last reading.
    is_lost: bool,
}

impl Place {
    /// Finds where the changes are, and which of the last positions may still be under way.
    pub(crate) async fn find(client: &Client) -> Result<Self, Failure> {
        static LAST: Text = Text::new();
        let write = || {
            "(SELECT position, NULL::bigint AS given_out FROM (
                 SELECT position FROM checkout_changes ORDER BY position DESC LIMIT :page) AS last
              ORDER BY position)
             UNION ALL
             (SELECT NULL, CASE WHEN is_called THEN last_value ELSE last_value - 1 END
              FROM checkout_changes_position_seq)"
                .to_owned()
        };
        let (mut positions, mut given_out) = (Vec::new(), 0);
        for row in Values::default().with("page", PAGE).rows(client, &LAST, write).await? {
            let columns = Columns::of(&row);
            match columns.get("position")? {
                Some(position) => positions.push(position),
                None => given_out = columns.get("given_out")?,
            }
        }
        Ok(Self::after(&positions, given_out, Instant::now()))
    }

    /// The place where these positions, in their order, and everything up to `given_out` have been seen, but for what may
    /// be under way.
    fn after(positions: &[i64], given_out: i64, now: Instant) -> Self {
        let first = positions.first().copied().unwrap_or(i64::MAX);
        let high = first.saturating_sub(1).min(given_out.saturating_sub(AT_ONCE)).max(0);
        let mut place = Self { high, missing: BTreeMap::new(), is_lost: false };
        for position in positions {
            place.see(*position, now);
        }
        if place.see(given_out, now) {
            place.missing.insert(given_out, now);
        }
        place.is_lost = false;
        place
    }

    /// Notes that reading failed: the database may be another one the next time.
    pub(crate) fn lose(&mut self) {
        self.is_lost = true;
    }

    /// Notes a position; `false` when it was seen before.
    fn see(&mut self, position: i64, now: Instant) -> bool {
        if position <= self.high {
            return self.missing.remove(&position).is_some();
        }
        let skipped = self.high.saturating_add(1)..position;
        if skipped.end.saturating_sub(skipped.start) > PAGE {
            // More than can be under way: something else happened to the numbers.
            self.is_lost = true;
        } else {
            self.missing.extend(skipped.map(|missing| (missing, now)));
        }
        self.high = position;
        true
    }
}

/// Reads what is new, and tells the followers of this process what others changed; they have been told of its own. After
/// something was lost they are told that anything may have changed.
pub(crate) async fn follow(
    client: &Client,
    place: &mut Place,
    process: &Process,
    followers: &ChangeBroadcast,
) -> Result<(), Failure> {
    loop {
        let before = place.high;
        for row in read(client, place).await? {
            let columns = Columns::of(&row);
            let Some(position) = columns.get::<Option<i64>>("position")? else {
                // A standby that took over without the last commits gives their numbers out again.
                place.is_lost |= columns.get::<i64>("given_out")? < place.high;
                continue;
            };
            let checkout = columns.named("checkout_id", CheckoutId::parse)?;
            let by: &str = columns.get("process")?;
            if place.see(position, Instant::now()) && by != process.id() {
                followers.send(&checkout);
            }
        }
        if place.is_lost {
            *place = Place::find(client).await?;
            followers.send_any();
        }
        if place.high.saturating_sub(before) < PAGE {
            return Ok(());
        }
    }
}

async fn read(client: &Client, place: &mut Place) -> Result<Vec<Row>, Failure> {
    static TEXT: Text = Text::new();
    let now = Instant::now();
    place.missing.retain(|_, since| now.duration_since(*since) < UNDER_WAY);
    let missing: Vec<i64> = place.missing.keys().copied().collect();
    let values =
        Values::default().with("high", place.high).with("page", PAGE).with("missing", missing);
    values.rows(client, &TEXT, || NEW.to_owned()).await
}

/// Removes changes that everybody has read; the oldest first, so many at a time.
pub(crate) async fn remove_old(client: &Client) -> Result<(), Failure> {
    static REMOVE: Text = Text::new();
    let write = || {
        let kept = KEPT.as_micros();
        format!(
            "DELETE FROM checkout_changes
             WHERE position < (SELECT min(position) FROM checkout_changes) + 10 * :page AND at < {CLOCK} - {kept}"
        )
    };
    while Values::default().with("page", PAGE).run(client, &REMOVE, write).await? > 0 {}
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_begins_after_what_was_given_out_but_for_what_may_be_under_way() {
        let after = |positions: &[i64], given_out| {
            let place = Place::after(positions, given_out, Instant::now());
            (place.high, place.missing.keys().copied().collect::<Vec<_>>())
        };
        assert_eq!(after(&[], 0), (0, vec![]));
        assert_eq!(after(&[], 2), (2, vec![1, 2]));
        assert_eq!(after(&[1, 2], 2), (2, vec![]));
        assert_eq!(after(&[2, 4], 5), (5, vec![1, 3, 5]));
        let (high, missing) = after(&[], 1_000_000);
        assert_eq!((high, missing.len()), (1_000_000, 300));
        let (high, missing) = after(&[5, 900_000], 900_001);
        assert_eq!((high, missing), (900_001, vec![900_001]));
    }

    #[test]
    fn what_was_missing_is_seen_once_it_comes_and_nothing_twice() {
        let now = Instant::now();
        let mut place = Place { high: 6, missing: BTreeMap::new(), is_lost: false };
        assert!(place.see(7, now));
        assert!(place.see(10, now));
        assert_eq!(place.missing.keys().copied().collect::<Vec<_>>(), [8, 9]);
        assert!(
            place.see(9, now) && !place.see(9, now) && !place.see(10, now) && !place.see(7, now)
        );
        assert!(place.see(8, now));
        assert_eq!((place.high, place.is_lost), (10, false));
        assert!(place.see(10 + PAGE + 2, now));
        assert!(place.is_lost && place.missing.is_empty());
    }
}
