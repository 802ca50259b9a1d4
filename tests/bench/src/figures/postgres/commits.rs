//! B5 on PostgreSQL: payments begun by 64 clients through the store, each durable before its client goes on, against the
//! same statements in batches of 100 on one connection.

use std::sync::Arc;

use pse_core::ports::store::Store as _;

use super::orders::Orders;
use super::ours;
use super::sample::Sample;
use crate::failure::Failure;
use crate::postgres::Server;
use crate::postgres::pgbench::{self, Amount};
use crate::programs::Folder;
use crate::run::Run;
use crate::statistics::Pair;
use crate::table::{Row, Target, Unit, Value};

const CLIENTS: usize = 64;
/// Connections that the clients share.
const CONNECTIONS: usize = 16;
const BATCH: usize = 100;
/// Payments of one side in one round.
const PAYMENTS: usize = 6_400;
const TARGET: Target = Target::AtLeast(0.5);

pub(super) async fn measure(run: &Run, server: &Server) -> Result<Vec<Row>, Failure> {
    let folder = Folder::new("pgbench-batches")?;
    let database = server.database("commits").await?;
    let sample = Sample::take(&database).await?;
    let script = sample.begun(&database).await?;
    let store = database.store(CONNECTIONS, 3).await?;
    let mut orders = Orders::new(&database, &sample.checkout);
    let batches = run.scale.count(PAYMENTS).div_ceil(BATCH);
    let payments = batches * BATCH;
    run.setting(format!(
        "B5, PostgreSQL: {CLIENTS} clients of the store, which has {CONNECTIONS} connections; pgbench: batches of {BATCH} on one"
    ));
    let mut pair = Pair::default();
    // The first round connects and prepares.
    for round in 0..=run.scale.rounds {
        let intents = ours::intents(&orders.ours(payments).await?)?;
        let first = orders.peers(payments).await?;
        let own = Arc::clone(&store);
        let begin = move |intent| {
            let store = Arc::clone(&own);
            async move { ours::begin(&store, &intent).await.map(|_| ()) }
        };
        let many = ours::shared(CLIENTS, intents, begin).await?;
        let amount = Amount { clients: 1, each: batches, batch: BATCH, first };
        let one = pgbench::rate(&database, &folder, &script, amount).await?;
        if round > 0 {
            pair.push(many, one);
        }
    }
    store.close().await;
    Ok(vec![
        Row::told(
            "B5",
            "PostgreSQL: durable payments, 64 clients ÷ batches of 100",
            Value::new(pair.ratio, Unit::Times),
        )
        .side("ours", &Value::new(pair.ours, Unit::PerSecond))
        .side("one connection", &Value::new(pair.peer, Unit::PerSecond))
        .promised(TARGET),
    ])
}
