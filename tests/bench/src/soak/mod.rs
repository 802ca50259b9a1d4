//! `make soak`: mixed load for an hour, and whether the service's memory grows: creations, reads, event streams, the probe's
//! questions and notifications, at a steady rate that the machine bears easily. At the end its memory must be at most 1.05 ×
//! what it was after a sixth of the time (the 60th minute, the 10th).
//!
//! - [`traffic`]: what is done meanwhile
//! - [`paying`]: the creations, and what becomes of them at the provider
//! - [`shared`]: what those tasks have in common
//! - [`watch`]: the memory, minute by minute

mod paying;
mod shared;
mod traffic;
mod watch;

use std::time::Duration;

use crate::failure::Failure;
use crate::machine::Machine;
use crate::programs::service::Setup;
use crate::programs::{Folder, Peer, Sandbox};
use crate::statistics::Samples;
use crate::table::{Row, Target, Unit, Value, text};

/// What memory may be at the end, as a part of what it was early.
const TARGET: Target = Target::AtMost(1.05);
/// The length whose number is a result, in minutes.
const WHOLE: u32 = 60;

/// Keeps up the load for so many minutes; whether the target was met.
pub(crate) async fn run(minutes: u32) -> Result<bool, Failure> {
    println!("{}", Machine::look()?.in_a_sentence());
    let folder = Folder::new("soak")?;
    let sandbox = Sandbox::start(&folder).await?;
    let receiver = Peer::start("receiver", &folder, &[]).await?;
    let service = Setup::new(&folder, &sandbox.url())
        .with("PSE__PROBE__FIRST_AFTER", "10s")
        .with("PSE__PROBE__EVERY", "30s")
        .with("PSE__SITES__DEMO__WEBHOOK__URL", &receiver.url("/hook"))
        .with("PSE__SITES__DEMO__WEBHOOK__SECRET", &format!("whsec_{}", "QUJD".repeat(12)))
        .start()
        .await?;
    println!("{}", traffic::SETTINGS);
    let whole = Duration::from_secs(u64::from(minutes) * 60);
    let mut traffic = traffic::start(&service, &sandbox.address);
    let memory = watch::memory(service.process.id(), whole, &mut traffic).await?;
    let done = traffic.end().await?;
    println!("{done}, {} notifications", taken(&receiver).await?);

    let kib = |samples: &Samples| Value::new(samples.clone(), Unit::Kib);
    let ratio = [memory.last.median() / memory.early.median()].into_iter().collect();
    let what = format!("memory at minute {minutes} ÷ after a sixth of it");
    let row = Row::told("6", what, Value::new(ratio, Unit::Times))
        .side("last", &kib(&memory.last))
        .side("early", &kib(&memory.early))
        .promised(TARGET);
    println!("{}", text::line(&row, minutes < WHOLE));
    Ok(minutes < WHOLE || !row.is_bad())
}

async fn taken(receiver: &Peer) -> Result<String, Failure> {
    let answer = reqwest::get(receiver.url("/count")).await?.error_for_status()?;
    Ok(answer.text().await?)
}
