//! Item 4: a buyer's read of a checkout, against bare axum with one prepared point read of the same row, over 256 checkouts
//! in turn; and the page `/pay`, against that read.

use crate::failure::Failure;
use crate::load::{Wire, shop, wrk};
use crate::programs::{Folder, Peer, Sandbox, Service};
use crate::run::Run;
use crate::statistics::Pair;
use crate::table::{Row, Target, Unit, Value};

const CHECKOUTS: usize = 256;
const TARGET: Target = Target::AtLeast(0.5);

pub(crate) async fn measure(run: &Run) -> Result<Vec<Row>, Failure> {
    let folder = Folder::new("reads")?;
    let sandbox = Sandbox::start(&folder).await?;
    let service = Service::fresh(&folder, &sandbox).await?;
    let checkouts = shop::checkouts(&service.address, CHECKOUTS).await?;
    let reads: Vec<String> = checkouts.iter().map(|id| format!("/v1/checkouts/{id}")).collect();
    let pages: Vec<String> = checkouts.iter().map(|id| format!("/pay/{id}")).collect();
    let mut wire = Wire::to(&service.address).await?;
    let body = wire.get(reads.first().ok_or("no checkout")?, "").await?;
    let page = wire.get(pages.first().ok_or("no checkout")?, "").await?;
    run.setting(format!(
        "reads: {CHECKOUTS} checkouts in turn, an answer of {} bytes, a page of {}",
        body.good()?.len(),
        page.good()?.len()
    ));
    let (database, bytes) = (folder.join("pse.sqlite"), folder.join("body"));
    std::fs::write(&bytes, &body.body)?;
    let arguments = [database.to_string_lossy(), bytes.to_string_lossy()];
    let bare = Peer::start("point-read", &folder, &[&arguments[0], &arguments[1]]).await?;

    let (mut read, mut pay) = (Pair::default(), Pair::default());
    for _ in 0..run.scale.rounds {
        let rate = async |address: &str, paths: &[String]| {
            wrk::rate_of_paths(address, paths, run.scale.slice, folder.path()).await
        };
        let ours = rate(&service.address, &reads).await?;
        read.push(ours, rate(&bare.address, &reads).await?);
        pay.push(rate(&service.address, &pages).await?, ours);
    }
    let rate = |samples| Value::new(samples, Unit::PerSecond);
    Ok(vec![
        Row::told(
            "4",
            "checkout read ÷ bare axum with one point read",
            Value::new(read.ratio, Unit::Times),
        )
        .side("ours", &rate(read.ours))
        .side("bare axum", &rate(read.peer))
        .promised(TARGET),
        Row::told("4", "page /pay ÷ checkout read", Value::new(pay.ratio, Unit::Times))
            .side("page", &rate(pay.ours))
            .side("read", &rate(pay.peer))
            .promised(TARGET),
    ])
}
