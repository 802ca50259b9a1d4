//! B8 on PostgreSQL: questions of the probe a second against a bare loop, and how late they come, as the figures of the
//! SQLite store have it.

use std::time::Duration;

use crate::clock::now;
use crate::failure::Failure;
use crate::figures::probe::{self, Late};
use crate::postgres::Seeded;
use crate::programs::Folder;
use crate::rows::Due;
use crate::run::Run;
use crate::table::{Row, Unit, Value};

pub(super) async fn measure(run: &Run, many: &Seeded) -> Result<Vec<Row>, Failure> {
    let folder = Folder::new("postgres-probe")?;
    let url = many.database.url();
    many.set_due(Due::Past).await?;
    let (latency, at_once) = (probe::LATENCY, probe::STANDARD);
    let pair = probe::rates(run, &folder, Some(&url), latency, at_once).await?;
    let what =
        format!("PostgreSQL: probe ÷ bare reqwest, provider takes {latency} ms, {at_once} at once");
    let row = Row::told("B8", what, Value::new(pair.ratio, Unit::Times))
        .side("ours", &Value::new(pair.ours, Unit::PerSecond))
        .side("bare", &Value::new(pair.peer, Unit::PerSecond))
        .promised(probe::RATE);
    Ok(vec![row, lateness(run, &folder, many, &url).await?])
}

async fn lateness(run: &Run, folder: &Folder, many: &Seeded, url: &str) -> Result<Row, Failure> {
    let late = if run.scale.short {
        Late { lead: Duration::from_secs(3), ..Late::SHORT }
    } else {
        Late { lead: Duration::from_secs(45), time: Duration::from_secs(60), ..Late::FULL }
    };
    let (first, apart) = (late.first(now())?, late.apart(many.pending)?);
    many.set_due(Due::Apart(first, apart)).await?;
    probe::lag(run, folder, Some(url), late, (first, apart), many.pending).await
}
