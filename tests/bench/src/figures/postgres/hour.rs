//! What an hour's worth of claims leaves behind in PostgreSQL: every pending payment is claimed four times, as the default
//! settings do it in an hour, but one claim right after another, so that the server has less time to sweep than it would have.
//! The time of a claim before and after; rows that nobody sees any more; the size of what a claim reads.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use pse_core::ports::store::{ClaimWindow, Store as _};
use pse_core::time::later;
use pse_store_postgres::PostgresStore;

use super::ours;
use crate::clock::{now, pass};
use crate::failure::Failure;
use crate::postgres::{Database, Seeded};
use crate::rows::Due;
use crate::run::Run;
use crate::statistics::Samples;
use crate::table::{Row, Unit, Value};

/// How often each payment is asked about, by the default settings.
const EVERY: Duration = Duration::from_secs(900);
const TIMES: u32 = 4;
/// Payments of a claim.
const CLAIMED: u32 = 100;
/// Connections that claim.
const CLAIMING: usize = 4;
/// Claims whose time is taken before and after.
const TIMED: u32 = 20;
/// After so long no more is claimed in the full form; how many were, is told.
const PATIENCE: Duration = Duration::from_secs(150);
/// How long the server's counts may be behind.
const COUNTED: Duration = Duration::from_secs(2);

pub(super) async fn measure(run: &Run, many: &Seeded) -> Result<Vec<Row>, Failure> {
    let apart = i64::try_from(EVERY.as_micros())? / i64::from(many.pending);
    let first = now();
    many.set_due(Due::Apart(first.as_microsecond(), apart)).await?;
    let store = many.database.store(1, CLAIMING + 2).await?;
    let hour = Hour { first, each: i64::from(CLAIMED) * apart };
    let all = many.pending.saturating_mul(TIMES) / CLAIMED;
    // The first ones bring what they read into memory.
    hour.timed(&store, 0).await?;
    let before = (hour.timed(&store, TIMED).await?, Left::look(&many.database).await?);
    let begins = TIMED.saturating_mul(2);
    let began = Instant::now();
    let claimed = Arc::new(AtomicUsize::new(0));
    let own = (Arc::clone(&store), Arc::clone(&claimed));
    let claim = move |nth| {
        let (store, claimed) = own.clone();
        async move {
            if began.elapsed() < PATIENCE {
                let found = store.claim_due(hour.window(nth)?).await?.len();
                claimed.fetch_add(found, Ordering::Relaxed);
            }
            Ok(())
        }
    };
    ours::shared(CLAIMING, (begins..begins.saturating_add(all)).collect(), claim).await?;
    let took = began.elapsed();
    let after = hour.timed(&store, begins.saturating_add(all)).await?;
    store.close().await;
    pass(COUNTED).await;
    let left = Left::look(&many.database).await?;
    let made = claimed.load(Ordering::Relaxed) as f64 / f64::from(CLAIMED);
    run.setting(format!(
        "an hour's worth of claims on PostgreSQL: {made:.0} of {all} claims of {CLAIMED} by {CLAIMING} connections in {:.0} s",
        took.as_secs_f64()
    ));
    let one = |value: f64, unit| Value::new([value].into_iter().collect(), unit);
    Ok(vec![
        Row::told(
            "B7",
            "PostgreSQL: a claim of 100 after an hour's worth ÷ before",
            one(after.median() / before.0.median(), Unit::Times),
        )
        .side("after", &Value::new(after, Unit::Micros))
        .side("before", &Value::new(before.0, Unit::Micros)),
        Row::told(
            "B7",
            "PostgreSQL: dead rows of payment_probes after it",
            one(left.dead_probes, Unit::Count),
        )
        .side("of payments", &one(left.dead_payments, Unit::Count))
        .side("claims", &one(made, Unit::Count)),
        Row::told(
            "B7",
            "PostgreSQL: payment_probes with its indexes after it",
            one(left.probes, Unit::Mib),
        )
        .side("before", &one(before.1.probes, Unit::Mib))
        .side("the index of what is due", &one(left.due, Unit::Mib))
        .side("before", &one(before.1.due, Unit::Mib)),
    ])
}

/// The hour: its beginning, and how many microseconds lie between two claims.
#[derive(Clone, Copy)]
struct Hour {
    first: Timestamp,
    each: i64,
}

impl Hour {
    /// The window of a claim, when as many as are claimed have become due.
    fn window(self, nth: u32) -> Result<ClaimWindow, Failure> {
        let passed = self.each.saturating_mul(i64::from(nth) + 1);
        let now = Timestamp::from_microsecond(self.first.as_microsecond().saturating_add(passed))?;
        Ok(ClaimWindow { now, next: later(now, EVERY), limit: CLAIMED })
    }

    /// The times of some claims, one after another.
    async fn timed(self, store: &PostgresStore, from: u32) -> Result<Samples, Failure> {
        let mut times = Samples::default();
        for nth in from..from.saturating_add(TIMED) {
            let window = self.window(nth)?;
            let began = Instant::now();
            store.claim_due(window).await?;
            times.push_micros(began.elapsed());
        }
        Ok(times)
    }
}

/// What the database says of its tables.
struct Left {
    dead_probes: f64,
    dead_payments: f64,
    /// Sizes in MiB.
    probes: f64,
    due: f64,
}

impl Left {
    async fn look(database: &Database) -> Result<Self, Failure> {
        let of = |table: &str, column: &str| {
            format!("SELECT {column} FROM pg_stat_user_tables WHERE relname = '{table}'")
        };
        let mib = |size: &str| format!("SELECT {size} / 1048576.0");
        Ok(Self {
            dead_probes: database.number(&of("payment_probes", "n_dead_tup")).await?,
            dead_payments: database.number(&of("payments", "n_dead_tup")).await?,
            probes: database.number(&mib("pg_total_relation_size('payment_probes')")).await?,
            due: database.number(&mib("pg_relation_size('payment_probes_due')")).await?,
        })
    }
}
