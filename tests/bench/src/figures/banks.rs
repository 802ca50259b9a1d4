//! B1: the warm bank list through everything, against a bare axum route that answers the same bytes.

use crate::failure::Failure;
use crate::load::{Wire, wrk};
use crate::programs::{Folder, Peer, Sandbox, Service};
use crate::run::Run;
use crate::statistics::Pair;
use crate::table::{Row, Target, Unit, Value};

/// The throughput that must be reached, as a part of the bare route's.
const TARGET: Target = Target::AtLeast(0.9);

pub(crate) async fn measure(run: &Run) -> Result<Vec<Row>, Failure> {
    let folder = Folder::new("banks")?;
    let sandbox = Sandbox::start(&folder).await?;
    let service = Service::fresh(&folder, &sandbox).await?;
    let list = Wire::to(&service.address).await?.get("/v1/banks", "").await?;
    let file = folder.join("bytes");
    std::fs::write(&file, list.good()?)?;
    let bare = Peer::start("bytes", &folder, &[&file.to_string_lossy()]).await?;
    run.setting(wrk::SETTING);
    run.setting(format!("bank list: {} bytes", list.body.len()));

    let (ours, theirs) = (service.url("/v1/banks"), bare.url("/v1/banks"));
    let mut pair = Pair::default();
    for _ in 0..run.scale.rounds {
        let rate = wrk::rate(&ours, run.scale.slice).await?;
        pair.push(rate, wrk::rate(&theirs, run.scale.slice).await?);
    }
    let row = Row::told(
        "B1",
        "warm bank list ÷ bare axum, same bytes",
        Value::new(pair.ratio, Unit::Times),
    );
    Ok(vec![
        row.side("ours", &Value::new(pair.ours, Unit::PerSecond))
            .side("bare axum", &Value::new(pair.peer, Unit::PerSecond))
            .promised(TARGET),
    ])
}
