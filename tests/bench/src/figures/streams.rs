//! Item 4: the resident memory of an open event stream, against a bare axum stream that tells the same first event; both
//! servers are fresh in each round.

use std::time::Duration;

use crate::clock::pass;
use crate::failure::Failure;
use crate::load::{Wire, shop};
use crate::observe::memory;
use crate::programs::{Folder, Peer, Sandbox, Service};
use crate::run::Run;
use crate::statistics::Pair;
use crate::table::{Row, Target, Unit, Value};

/// Streams that are open at once: as many as the service has for one address.
const STREAMS: usize = 200;
/// Streams of each checkout: as many as the service has for one.
const OF_EACH: usize = 5;
/// Streams opened and closed before the first reading, so that what a server makes once is not counted.
const BEFORE: usize = 20;
const TARGET: Target = Target::AtMost(1.5);

pub(crate) async fn measure(run: &Run) -> Result<Vec<Row>, Failure> {
    let folder = Folder::new("streams")?;
    let sandbox = Sandbox::start(&folder).await?;
    let first = folder.join("first");
    run.setting(format!("streams: {STREAMS} open, {OF_EACH} of each checkout"));
    let mut pair = Pair::default();
    for _ in 0..run.scale.rounds {
        let own = Folder::new("streams-service")?;
        let service = Service::fresh(&own, &sandbox).await?;
        let checkouts = shop::checkouts(&service.address, STREAMS / OF_EACH).await?;
        let checkout = checkouts.first().ok_or("no checkout")?;
        let mut wire = Wire::to(&service.address).await?;
        let body = wire.get(&format!("/v1/checkouts/{checkout}"), "").await?;
        std::fs::write(&first, body.good()?)?;
        let bare = Peer::start("streams", &own, &[&first.to_string_lossy()]).await?;
        let paths: Vec<_> =
            checkouts.iter().map(|checkout| format!("/v1/checkouts/{checkout}/events")).collect();
        let ours = each(&service.address, &paths, service.process.id()).await?;
        pair.push(ours, each(&bare.address, &paths, bare.process.id()).await?);
    }
    Ok(vec![
        Row::told(
            "4",
            "memory of an event stream ÷ bare axum's",
            Value::new(pair.ratio, Unit::Times),
        )
        .side("ours", &Value::new(pair.ours, Unit::Kib))
        .side("bare axum", &Value::new(pair.peer, Unit::Kib))
        .promised(TARGET),
    ])
}

/// The memory that a stream takes, in KiB.
async fn each(address: &str, paths: &[String], process: u32) -> Result<f64, Failure> {
    drop(open(address, paths, BEFORE).await?);
    pass(Duration::from_millis(300)).await;
    let before = memory::resident_kib(process)?;
    let streams = open(address, paths, STREAMS).await?;
    pass(Duration::from_millis(300)).await;
    let after = memory::resident_kib(process)?;
    drop(streams);
    Ok((after - before) / f64::from(u32::try_from(STREAMS)?))
}

/// Opens streams, each until its first event has come.
async fn open(address: &str, paths: &[String], count: usize) -> Result<Vec<Wire>, Failure> {
    let mut streams = Vec::new();
    for path in paths.iter().cycle().take(count) {
        let mut wire = Wire::to(address).await?;
        wire.follow(path).await?;
        wire.more().await?;
        streams.push(wire);
    }
    Ok(streams)
}
