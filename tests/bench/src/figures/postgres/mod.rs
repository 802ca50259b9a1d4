//! B5, B6, B7, B8 and B16 of the PostgreSQL store, on a server of the run's own that brings each commit to the disk.
//!
//! - [`statements`]: B6, beside pgbench with the same statements; [`durable`]: how many commits a creation has
//! - [`commits`]: B5; [`growth`]: B7; [`probe`], [`replicas`]: B8; [`start`]: B16
//! - [`hour`]: what an hour's worth of claims leaves behind
//! - [`sample`]: what the store sends for one payment; [`orders`]: checkouts to pay; [`ours`]: work shared by clients

mod commits;
mod durable;
mod growth;
mod hour;
mod orders;
mod ours;
mod probe;
mod replicas;
mod sample;
mod start;
mod statements;

use crate::failure::Failure;
use crate::postgres::{Seeded, Server};
use crate::run::Run;
use crate::table::Row;

/// Measures all of them. One that fails is a row, too: the others go on.
pub(super) async fn measure(run: &Run) -> Result<Vec<Row>, Failure> {
    let server = Server::start().await?;
    run.setting(server.in_a_sentence().await?);
    let (few, many) = (run.scale.few, run.scale.many);
    let few = Seeded::make(&server, "few", few, few).await?;
    let many = Seeded::make(&server, "many", many, many).await?;
    run.setting(format!(
        "PostgreSQL, many rows: {} or {} payments pending and as many final ones",
        few.pending, many.pending
    ));
    let mut rows = Vec::new();
    let mut add = |number, what, part: Result<Vec<Row>, Failure>| match part {
        Ok(part) => rows.extend(part),
        Err(error) => rows.push(Row::failed(number, what, error.to_string())),
    };
    add("B6", "the PostgreSQL store beside pgbench", statements::measure(run, &server, &few).await);
    add("B5", "PostgreSQL: group commit", commits::measure(run, &server).await);
    add("B16", "PostgreSQL: start and memory", start::measure(run, &server, &many).await);
    add("B7", "PostgreSQL: many beside few payments", growth::measure(run, &few, &many).await);
    add("B8", "PostgreSQL: the probe", probe::measure(run, &many).await);
    add("B8", "PostgreSQL: two replicas", replicas::measure(run, &server, &many).await);
    add("B7", "PostgreSQL: an hour of claims", hour::measure(run, &many).await);
    Ok(rows)
}
