//! B6: the PostgreSQL store against pgbench, which sends the same statements, prepared, to the same server by as many
//! connections: both commits of a payment's creation, what a buyer's page reads, and a claim of 100 due payments. The
//! statements are those that the server has logged of the store; both sides work in the same tables.

use std::sync::Arc;
use std::time::Duration;

use pse_core::ports::store::{ClaimWindow, Store as _};
use pse_core::time::later;
use pse_store_postgres::PostgresStore;

use super::orders::Orders;
use super::sample::{self, Sample, after};
use super::{durable, ours};
use crate::clock::now;
use crate::failure::Failure;
use crate::postgres::pgbench::{self, Amount};
use crate::postgres::script::FIRST;
use crate::postgres::{Seeded, Server};
use crate::programs::Folder;
use crate::run::Run;
use crate::statistics::{Pair, Samples};
use crate::table::{Row, Target, Unit, Value};

/// Connections of each side; of those that claim.
const CONNECTIONS: usize = 8;
const CLAIMING: usize = 2;
/// What each connection does in a round of the full form.
const CREATIONS: usize = 500;
const READS: usize = 2_000;
const CLAIMS: usize = 60;
/// Payments of a claim.
const CLAIMED: u32 = 100;
/// Creations of which the commits are counted in a round.
const COUNTED: usize = 200;

const RATE: Target = Target::AtLeast(0.8);
const COMMITS: Target = Target::AtMost(2.0);

pub(super) async fn measure(run: &Run, server: &Server, due: &Seeded) -> Result<Vec<Row>, Failure> {
    let folder = Folder::new("pgbench")?;
    let database = server.database("statements").await?;
    let sample = Sample::take(&database).await?;
    let (creations, reads) = (run.scale.count(CREATIONS), run.scale.count(READS));
    let scripts = (
        sample.created(&database).await?,
        sample.looked_at(&database, creations * CONNECTIONS).await?,
    );
    let amount = |each, first| Amount { clients: CONNECTIONS, each, batch: 1, first };
    let store = database.store(CONNECTIONS, 3).await?;
    let claims = Claims::new(due, run.scale.count(CLAIMS)).await?;
    let mut orders = Orders::new(&database, &sample.checkout);
    run.setting(format!(
        "B6: {CONNECTIONS} connections of each side, {CLAIMING} that claim of {} pending payments; pgbench -M prepared",
        due.pending
    ));
    let (mut created, mut read, mut claimed) = (Pair::default(), Pair::default(), Pair::default());
    let mut commits = Samples::default();
    // The first round connects and prepares.
    for round in 0..=run.scale.rounds {
        let checkouts = orders.ours(creations * CONNECTIONS).await?;
        let first = orders.peers(creations * CONNECTIONS).await?;
        let (own, intents) = (Arc::clone(&store), ours::intents(&checkouts)?);
        let create = move |intent| {
            let store = Arc::clone(&own);
            async move { ours::create(&store, &intent).await }
        };
        let pairs = [
            (
                ours::shared(CONNECTIONS, intents, create).await?,
                pgbench::rate(&database, &folder, &scripts.0, amount(creations, first)).await?,
            ),
            (
                look(&store, &checkouts, reads).await?,
                pgbench::rate(&database, &folder, &scripts.1, amount(reads, FIRST)).await?,
            ),
            claims.round(&folder, round).await?,
        ];
        let checkouts = orders.ours(run.scale.count(COUNTED)).await?;
        let counted = durable::commits(&database, &store, &ours::intents(&checkouts)?).await?;
        if round > 0 {
            commits.push(counted);
            for (pair, (ours, peer)) in
                [&mut created, &mut read, &mut claimed].into_iter().zip(pairs)
            {
                pair.push(ours, peer);
            }
        }
    }
    claims.store.close().await;
    store.close().await;
    let row = |what: &str, pair: Pair| {
        Row::told(
            "B6",
            format!("{what}, PostgreSQL store ÷ pgbench"),
            Value::new(pair.ratio, Unit::Times),
        )
        .side("ours", &Value::new(pair.ours, Unit::PerSecond))
        .side("pgbench", &Value::new(pair.peer, Unit::PerSecond))
        .promised(RATE)
    };
    Ok(vec![
        row("creations", created),
        row("a checkout's reads", read),
        row(&format!("claims of {CLAIMED}"), claimed),
        Row::told("B6", "durable commits a creation", Value::new(commits, Unit::Count))
            .promised(COMMITS),
    ])
}

/// Reads of checkouts in a second, by all connections.
async fn look(
    store: &Arc<PostgresStore>,
    checkouts: &[pse_core::model::Checkout],
    each: usize,
) -> Result<f64, Failure> {
    // In steps that share no factor with the number of checkouts but 7,919: each is as likely as any other.
    let ids = (0..each * CONNECTIONS).map(|place| place * 7_919 % checkouts.len());
    let ids: Vec<_> =
        ids.filter_map(|place| checkouts.get(place)).map(|found| found.id.clone()).collect();
    let store = Arc::clone(store);
    let look = move |id| {
        let store = Arc::clone(&store);
        async move {
            let found = (store.checkout(&id).await?, store.latest_payment(&id).await?);
            if let (Some(_), Some(_)) = found { Ok(()) } else { Err("nothing was read".into()) }
        }
    };
    ours::shared(CONNECTIONS, ids, look).await
}

/// Claims by both sides in turn: what is claimed is due again behind all others, so that it never ends.
struct Claims<'a> {
    due: &'a Seeded,
    store: Arc<PostgresStore>,
    script: crate::postgres::Script,
    window: ClaimWindow,
    each: usize,
}

impl<'a> Claims<'a> {
    async fn new(due: &'a Seeded, each: usize) -> Result<Self, Failure> {
        let day = Duration::from_secs(86_400);
        let next = later(now(), day + day / 2);
        // All is due by then: it was tomorrow.
        let window = ClaimWindow { now: later(next, day), next, limit: CLAIMED };
        let script = sample::claim(&due.database, window).await?;
        let store = due.database.store(1, CLAIMING + 1).await?;
        Ok(Self { due, store, script, window, each })
    }

    async fn round(&self, folder: &Folder, round: usize) -> Result<(f64, f64), Failure> {
        let both = u32::try_from(self.each * CLAIMING)?;
        let first = FIRST + 2 * both * u32::try_from(round)?;
        let next = |place| ClaimWindow { next: after(self.window.next, place), ..self.window };
        let windows: Vec<_> = (first..first + both).map(next).collect();
        let store = Arc::clone(&self.store);
        let claim = move |window| {
            let store = Arc::clone(&store);
            async move {
                let claimed = store.claim_due(window).await?.len();
                if claimed == CLAIMED as usize {
                    Ok(())
                } else {
                    Err("too few were claimed".into())
                }
            }
        };
        let rate = ours::shared(CLAIMING, windows, claim).await?;
        let amount = Amount { clients: CLAIMING, each: self.each, batch: 1, first: first + both };
        let peer = pgbench::rate(&self.due.database, folder, &self.script, amount).await?;
        Ok((rate, peer))
    }
}
