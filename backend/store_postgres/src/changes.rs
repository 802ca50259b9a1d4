//! Changes that other processes made, found by reading a narrow table of the last moves.
//!
//! Positions are given out when a change is written and seen when it is committed, which is another order. So the numbers
//! that are missing below the highest one seen are looked for again, until no statement can still be under way with them.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use pse_core::model::CheckoutId;
use pse_core::ports::store::ChangeBroadcast;

use super::columns::Columns;
use super::failure::Failure;
use super::pool::Client;
use super::processes::{CLOCK, Process};
use super::values::{Text, Values};

/// The most changes that are read at once.
const PAGE: i64 = 1000;
/// The longest that a change may be under way between its position and its commit.
const UNDER_WAY: Duration = Duration::from_secs(60);
/// How long changes are kept.
const KEPT: Duration = Duration::from_secs(600);

/// Statement: the changes after a position, and those of the missing ones that are there now.
pub(crate) const NEW: &str = "(SELECT position, checkout_id, process FROM checkout_changes
      WHERE position > :high ORDER BY position LIMIT :page)
     UNION ALL
     (SELECT position, checkout_id, process FROM checkout_changes WHERE position = ANY(:missing))";

/// How far the changes have been read.
#[derive(Debug, Default)]
pub(crate) struct Place {
    /// The highest position seen; `None` before the first reading, and after one that failed.
    high: Option<i64>,
    /// The positions below it that were not there, with when they were found missing.
    missing: BTreeMap<i64, Instant>,
    /// Whether anything may have been missed since the last reading.
    is_lost: bool,
}

impl Place {
    /// Notes that reading failed: the database may be another one the next time.
    pub(crate) fn lose(&mut self) {
        *self = Self { is_lost: true, ..Self::default() };
    }

    /// Notes a position; `false` when it was seen before.
    fn see(&mut self, position: i64, now: Instant) -> bool {
        let high = self.high.unwrap_or(position.saturating_sub(1));
        if position <= high {
            return self.missing.remove(&position).is_some();
        }
        let skipped = high.saturating_add(1)..position;
        if skipped.end.saturating_sub(skipped.start) > PAGE {
            // More than can be under way: something else happened to the numbers.
            self.is_lost = true;
        } else {
            self.missing.extend(skipped.map(|missing| (missing, now)));
        }
        self.high = Some(position);
        true
    }
}

/// Reads what is new, and tells the followers of this process what others changed; they have been told of its own.
pub(crate) async fn follow(
    client: &Client,
    place: &mut Place,
    process: &Process,
    followers: &ChangeBroadcast,
) -> Result<(), Failure> {
    let Some(mut high) = place.high else { return begin(client, place, followers).await };
    loop {
        let now = Instant::now();
        place.missing.retain(|_, since| now.duration_since(*since) < UNDER_WAY);
        let rows = read(client, high, place.missing.keys().copied().collect()).await?;
        for row in &rows {
            let columns = Columns::of(row);
            let position = columns.get("position")?;
            let checkout = columns.named("checkout_id", CheckoutId::parse)?;
            let by: &str = columns.get("process")?;
            if place.see(position, now) && by != process.id() {
                followers.send(&checkout);
            }
        }
        if std::mem::take(&mut place.is_lost) {
            followers.send_any();
        }
        let seen = place.high.unwrap_or(high);
        if seen.saturating_sub(high) < PAGE {
            return Ok(());
        }
        high = seen;
    }
}

/// Finds where the changes are, and which of the last positions may still be under way.
async fn begin(
    client: &Client,
    place: &mut Place,
    followers: &ChangeBroadcast,
) -> Result<(), Failure> {
    static LAST: Text = Text::new();
    let write = || {
        "SELECT position FROM (
             SELECT position FROM checkout_changes ORDER BY position DESC LIMIT :page) AS last
         ORDER BY position"
            .to_owned()
    };
    let now = Instant::now();
    let was_lost = std::mem::take(&mut place.is_lost);
    for row in Values::default().with("page", PAGE).rows(client, &LAST, write).await? {
        place.see(Columns::of(&row).get("position")?, now);
    }
    place.high.get_or_insert(0);
    place.is_lost = false;
    if was_lost {
        followers.send_any();
    }
    Ok(())
}

async fn read(
    client: &Client,
    high: i64,
    missing: Vec<i64>,
) -> Result<Vec<tokio_postgres::Row>, Failure> {
    static TEXT: Text = Text::new();
    let values = Values::default().with("high", high).with("page", PAGE).with("missing", missing);
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
    fn what_was_missing_is_seen_once_it_comes_and_nothing_twice() {
        let (mut place, now) = (Place::default(), Instant::now());
        assert!(place.see(7, now));
        assert!(place.missing.is_empty(), "what was before the first is nobody's");
        assert!(place.see(10, now));
        assert_eq!(place.missing.keys().copied().collect::<Vec<_>>(), [8, 9]);
        assert!(
            place.see(9, now) && !place.see(9, now) && !place.see(10, now) && !place.see(7, now)
        );
        assert!(place.see(8, now));
        assert_eq!((place.high, place.is_lost), (Some(10), false));
        assert!(place.see(10 + PAGE + 2, now));
        assert!(place.is_lost && place.missing.is_empty());
    }
}
