//! Item 6, by HTTP on a large store: listing by reference and by CUS, `/metrics`, and whether buyers' reads are slower while
//! `/metrics` is asked for again and again.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::clock::pass;
use crate::failure::Failure;
use crate::load::{Wire, reader, shop};
use crate::programs::service::Setup;
use crate::programs::{Folder, Sandbox, Service};
use crate::rows::{Due, Seeded};
use crate::run::Run;
use crate::statistics::{Pair, Samples};
use crate::table::{Row, Target, Unit, Value};

/// How often each thing is asked for in a round.
const TIMES: usize = 50;
/// Buyers' reads of one side of a round.
const READS: usize = 2_000;
/// The pause between two scrapes: a hundred times as often as Prometheus.
const SCRAPES: Duration = Duration::from_millis(100);

const LISTING: Target = Target::AtMost(1.0);
const METRICS: Target = Target::AtMost(2.0);
/// «No buyer slower by it»: within what two halves of one run differ by.
const NO_SLOWER: Target = Target::AtMost(1.1);

pub(crate) async fn measure(run: &Run) -> Result<Vec<Row>, Failure> {
    let folder = Folder::new("large")?;
    let many = run.many().await?;
    many.copy_to(folder.path(), Due::Tomorrow)?;
    let sandbox = Sandbox::start(&folder).await?;
    let service = Setup::new(&folder, &sandbox.url()).start().await?;
    let rows = run.scale.many;
    run.setting(format!(
        "lists and /metrics by HTTP: {rows} payments pending, a tenth more of them final"
    ));
    let checkout = many.checkouts(1)?.pop().ok_or("no checkout")?;

    let (mut by_reference, mut by_cus, mut metrics, mut reads) =
        (Samples::default(), Samples::default(), Samples::default(), Pair::default());
    for round in 0..run.scale.rounds {
        let (reference, cus) = Seeded::names_of(u32::try_from(round * 97)?);
        let by = |name: &str, value: &str| format!("/v1/payments?{name}={value}");
        by_reference.push(asked(&service.address, &by("reference", &reference), shop::KEY).await?);
        by_cus.push(asked(&service.address, &by("cus", &cus), shop::KEY).await?);
        metrics.push(asked(&service.metrics, "/metrics", "").await?);
        let path = format!("/v1/checkouts/{checkout}");
        let count = run.scale.count(READS);
        let alone = reader::p99(&service.address, &path, count).await?;
        reads.push(while_scraped(&service, &path, count).await?, alone);
    }
    let millis = |samples| Value::new(samples, Unit::Millis);
    let name = |what: &str| format!("{what}, {rows} pending");
    Ok(vec![
        Row::told("6", name("listing by reference"), millis(by_reference)).promised(LISTING),
        Row::told("6", name("listing by CUS"), millis(by_cus)).promised(LISTING),
        Row::told("6", name("/metrics"), millis(metrics)).promised(METRICS),
        Row::told(
            "6",
            "a read's p99 while /metrics is asked for ÷ alone",
            Value::new(reads.ratio, Unit::Times),
        )
        .side("asked for", &Value::new(reads.ours, Unit::Micros))
        .side("alone", &Value::new(reads.peer, Unit::Micros))
        .promised(NO_SLOWER),
    ])
}

/// The median time of an answer, in milliseconds.
async fn asked(address: &str, path: &str, headers: &str) -> Result<f64, Failure> {
    Ok(reader::times(address, path, headers, TIMES).await?.median() / 1e3)
}

async fn while_scraped(service: &Service, path: &str, count: usize) -> Result<f64, Failure> {
    let done = Arc::new(AtomicBool::new(false));
    let (told, address) = (Arc::clone(&done), service.metrics.clone());
    let scraping = tokio::spawn(async move {
        let mut wire = Wire::to(&address).await?;
        while !told.load(Ordering::Relaxed) {
            wire.get("/metrics", "").await?.good()?;
            pass(SCRAPES).await;
        }
        Ok::<_, Failure>(())
    });
    let late = reader::p99(&service.address, path, count).await;
    done.store(true, Ordering::Relaxed);
    scraping.await??;
    late
}
