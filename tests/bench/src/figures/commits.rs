//! B5: group commit. Payments begun by 64 clients through the store, each durable before its client goes on, against the
//! same statements in batches of 100 on one thread.

use std::sync::Arc;
use std::time::Instant;

use pse_core::model::Checkout;
use pse_core::ports::store::{InsertCheckout, InsertIntent, Store as _};
use pse_store_sqlite::SqliteStore;
use tokio::task::JoinSet;

use crate::failure::Failure;
use crate::programs::Folder;
use crate::rows::order;
use crate::rows::statements::Statements;
use crate::run::Run;
use crate::statistics::Pair;
use crate::table::{Row, Target, Unit, Value};

const CLIENTS: usize = 64;
const BATCH: usize = 100;
/// Payments of one side in one round.
const PAYMENTS: usize = 6_400;
const TARGET: Target = Target::AtLeast(0.5);

pub(crate) async fn measure(run: &Run) -> Result<Vec<Row>, Failure> {
    let folder = Folder::new("commits")?;
    let file = folder.join("store.sqlite");
    let store = Arc::new(SqliteStore::open(&format!("sqlite:{}", file.display())).await?);
    let mut bare = Statements::open(&folder.join("bare.sqlite")).await?;
    let payments = run.scale.count(PAYMENTS);
    run.setting(format!(
        "B5: {CLIENTS} clients of the store; bare: batches of {BATCH} on one thread"
    ));
    let mut pair = Pair::default();
    for round in 0..run.scale.rounds {
        let checkouts = checkouts(&store, round, payments).await?;
        let ours = many(&store, checkouts).await?;
        pair.push(ours, in_batches(&mut bare, payments)?);
    }
    store.close().await;
    let row = Row::told(
        "B5",
        "durable payments, 64 clients ÷ batches of 100",
        Value::new(pair.ratio, Unit::Times),
    );
    Ok(vec![
        row.side("ours", &Value::new(pair.ours, Unit::PerSecond))
            .side("one thread", &Value::new(pair.peer, Unit::PerSecond))
            .promised(TARGET),
    ])
}

/// Stores the checkouts that a round begins payments of.
async fn checkouts(
    store: &Arc<SqliteStore>,
    round: usize,
    count: usize,
) -> Result<Vec<Checkout>, Failure> {
    let mut tasks = JoinSet::new();
    for place in 0..count {
        let (store, checkout) =
            (Arc::clone(store), order::checkout(&format!("STORE-{round}-{place}"))?);
        tasks.spawn(async move {
            let stored = store.insert_checkout(&checkout, None).await?;
            Ok::<_, Failure>((checkout, stored))
        });
    }
    let mut all = Vec::new();
    while let Some(done) = tasks.join_next().await {
        match done?? {
            (checkout, InsertCheckout::Stored) => all.push(checkout),
            (_, InsertCheckout::KeyUsed { .. }) => return Err("a checkout was not stored".into()),
        }
    }
    Ok(all)
}

/// Payments begun in a second by many clients, who share the checkouts.
async fn many(store: &Arc<SqliteStore>, checkouts: Vec<Checkout>) -> Result<f64, Failure> {
    let count = checkouts.len();
    let mut tasks = JoinSet::new();
    let began = Instant::now();
    for share in checkouts.chunks(count.div_ceil(CLIENTS)) {
        let (store, share) = (Arc::clone(store), share.to_vec());
        tasks.spawn(async move {
            for checkout in &share {
                match store.insert_intent(&order::intent(checkout)?).await? {
                    InsertIntent::Stored(_) => {}
                    InsertIntent::Blocked(_)
                    | InsertIntent::TooMany
                    | InsertIntent::KeyUsed { .. } => {
                        return Err("an intent was not stored".into());
                    }
                }
            }
            Ok::<_, Failure>(())
        });
    }
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    Ok(count as f64 / began.elapsed().as_secs_f64())
}

/// Payments begun in a second by one thread, in batches.
fn in_batches(bare: &mut Statements, count: usize) -> Result<f64, Failure> {
    let checkouts = bare.checkouts(count)?;
    let began = Instant::now();
    for batch in checkouts.chunks(BATCH) {
        bare.begin(batch)?;
    }
    Ok(count as f64 / began.elapsed().as_secs_f64())
}
