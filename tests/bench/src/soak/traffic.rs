//! The mixed load: paced, not as much as possible, so that what grows is not a queue.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::task::JoinSet;

use super::paying;
use super::shared::{Counts, Shared, every};
use crate::clock::pass;
use crate::failure::Failure;
use crate::load::{Wire, shop};
use crate::programs::Service;

/// Between two reads; every tenth is `/pay`, every hundredth a list or the metrics.
const READ: Duration = Duration::from_millis(5);
/// Streams that are open at once, and how long each of them is.
const STREAMS: u32 = 50;
const STREAM: Duration = Duration::from_secs(20);

/// What is done, in a sentence.
pub(super) const SETTINGS: &str = "20 creations/s (one in 500 stays pending, asked about every 30 s), 200 reads/s (/pay, \
     lists and /metrics among them), 50 event streams of 20 s, a notification of every move";

/// The load while it is going on; it ends when this is dropped.
pub(super) struct Traffic {
    tasks: JoinSet<Result<(), Failure>>,
    counts: Arc<Counts>,
}

impl Traffic {
    pub(super) fn so_far(&self) -> String {
        self.counts.to_string()
    }

    /// An error when anything of it went wrong.
    pub(super) fn goes_on(&mut self) -> Result<(), Failure> {
        match self.tasks.try_join_next() {
            Some(ended) => ended?,
            None => Ok(()),
        }
    }

    /// Ends it; what has been done.
    pub(super) async fn end(mut self) -> Result<String, Failure> {
        self.goes_on()?;
        self.tasks.shutdown().await;
        Ok(self.counts.to_string())
    }
}

/// Starts the load on the service; the sandbox's address is `host:port`.
pub(super) fn start(service: &Service, sandbox: &str) -> Traffic {
    let shared = Shared::of(&service.address);
    let mut tasks = JoinSet::new();
    tasks.spawn(paying::pay(shared.clone(), sandbox.to_owned()));
    tasks.spawn(read(shared.clone(), service.metrics.clone()));
    for place in 0..STREAMS {
        tasks.spawn(follow(shared.clone(), place));
    }
    Traffic { tasks, counts: shared.counts }
}

async fn read(shared: Shared, metrics: String) -> Result<(), Failure> {
    let mut scraper = Wire::to(&metrics).await?;
    let mut wire = Wire::to(&shared.address).await?;
    let mut ticks = every(READ);
    for number in 0_u64.. {
        ticks.tick().await;
        let Some(checkout) = shared.checkout(number) else { continue };
        let (path, headers) = match number % 100 {
            0 => {
                scraper.get("/metrics", "").await?.good()?;
                shared.counts.reads.fetch_add(1, Ordering::Relaxed);
                continue;
            }
            50 => ("/v1/payments?limit=20".to_owned(), shop::KEY),
            place if place % 10 == 5 => (format!("/pay/{checkout}"), ""),
            place if place % 10 == 7 => ("/v1/banks".to_owned(), ""),
            _ => (format!("/v1/checkouts/{checkout}"), ""),
        };
        wire.get(&path, headers).await?.good().map_err(|error| format!("{path}: {error}"))?;
        shared.counts.reads.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

async fn follow(shared: Shared, place: u32) -> Result<(), Failure> {
    let mut number = u64::from(place);
    loop {
        let Some(checkout) = shared.checkout(number) else {
            pass(READ).await;
            continue;
        };
        let mut wire = Wire::to(&shared.address).await?;
        wire.follow(&format!("/v1/checkouts/{checkout}/events")).await?;
        let followed = async { while wire.more().await.is_ok() {} };
        // Its time is over, or the service has ended it.
        let _ = tokio::time::timeout(STREAM, followed).await;
        shared.counts.streams.fetch_add(1, Ordering::Relaxed);
        number += u64::from(STREAMS);
    }
}
