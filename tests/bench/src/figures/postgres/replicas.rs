//! Two replicas of the service over one PostgreSQL database, together on this machine, against one of them: questions of the
//! probe to a provider that takes no time, and payments through both. Each has the processor's other half less.

use std::time::Instant;

use crate::clock::pass;
use crate::failure::Failure;
use crate::figures::probe;
use crate::load::clients::Request;
use crate::load::{all_of, shop};
use crate::postgres::{Database, Seeded, Server};
use crate::programs::service::Setup;
use crate::programs::{Folder, Peer, Sandbox, Service};
use crate::rows::Due;
use crate::run::Run;
use crate::statistics::Pair;
use crate::table::{Row, Target, Unit, Value};

/// Clients who pay, shared by the replicas.
const CLIENTS: usize = 16;
/// Payments of one side of a round.
const PAYMENTS: usize = 2_000;
const TARGET: Target = Target::AtLeast(0.9);

pub(super) async fn measure(
    run: &Run,
    server: &Server,
    many: &Seeded,
) -> Result<Vec<Row>, Failure> {
    let row = |what: &str, pair: Pair| {
        Row::told(
            "B8",
            format!("PostgreSQL: {what}, two replicas ÷ one"),
            Value::new(pair.ratio, Unit::Times),
        )
        .side("two", &Value::new(pair.ours, Unit::PerSecond))
        .side("one", &Value::new(pair.peer, Unit::PerSecond))
        .promised(TARGET)
    };
    many.set_due(Due::Past).await?;
    let asked = questions(run, many).await?;
    let paid = payments(run, &server.database("replicas").await?).await?;
    run.setting(format!(
        "two replicas: {} questions at once of each; {CLIENTS} clients who pay, half of them at each",
        probe::STANDARD
    ));
    Ok(vec![row("questions of the probe", asked), row("payments", paid)])
}

async fn questions(run: &Run, many: &Seeded) -> Result<Pair, Failure> {
    let folders = (Folder::new("replica-one")?, Folder::new("replica-two")?);
    let provider = Peer::start("provider", &folders.0, &["0", "0", "0"]).await?;
    let (url, every) = (many.database.url(), probe::every(run));
    let start =
        |folder| probe::setup(folder, Some(&url), &provider, probe::STANDARD, every).start();
    let (_one, two) = (start(&folders.0).await?, start(&folders.1).await?);
    let mut pair = Pair::default();
    for _ in 0..run.scale.rounds {
        two.process.resume()?;
        let both = asked(run, &provider).await?;
        two.process.pause()?;
        pair.push(both, asked(run, &provider).await?);
    }
    two.process.resume()?;
    Ok(pair)
}

/// Questions a second, after a moment in which what stood still gets into full swing.
async fn asked(run: &Run, provider: &Peer) -> Result<f64, Failure> {
    pass(run.scale.slice / 4).await;
    let (before, began) = (probe::count(provider).await?, Instant::now());
    pass(run.scale.slice).await;
    let asked = probe::count(provider).await?.saturating_sub(before);
    Ok(asked as f64 / began.elapsed().as_secs_f64())
}

async fn payments(run: &Run, database: &Database) -> Result<Pair, Failure> {
    let folders = (Folder::new("pays-one")?, Folder::new("pays-two")?);
    let sandbox = Sandbox::start(&folders.0).await?;
    let url = database.url();
    let start = |folder| Setup::new(folder, &sandbox.url()).with_store(Some(&url)).start();
    let (one, two) = (start(&folders.0).await?, start(&folders.1).await?);
    let count = run.scale.count(PAYMENTS);
    let mut pair = Pair::default();
    for _ in 0..run.scale.rounds {
        let mut first = requests(&one, count).await?;
        let second = first.split_off(count / 2);
        let began = Instant::now();
        tokio::try_join!(
            all_of(&one.address, CLIENTS / 2, first),
            all_of(&two.address, CLIENTS / 2, second)
        )?;
        let both = count as f64 / began.elapsed().as_secs_f64();
        let alone = requests(&one, count).await?;
        pair.push(both, all_of(&one.address, CLIENTS, alone).await?.0.rate());
    }
    Ok(pair)
}

async fn requests(service: &Service, count: usize) -> Result<Vec<Request>, Failure> {
    let checkouts = shop::checkouts(&service.address, count).await?;
    Ok(checkouts.iter().map(|id| shop::payment(id, shop::APPROVES)).collect())
}
