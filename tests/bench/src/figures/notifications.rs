//! B15: notifications a second to a merchant's server, against a bare reqwest loop with the same concurrency that posts the
//! same bytes to it. The service has more to tell than it can in the time; while one side posts, the other stands still.

use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::clock::pass;
use crate::failure::Failure;
use crate::load::Wire;
use crate::programs::service::Setup;
use crate::programs::{Folder, Peer, Sandbox};
use crate::rows::Seeded;
use crate::run::Run;
use crate::statistics::Pair;
use crate::table::{Row, Target, Unit, Value};

/// Notifications of a site under way at once, by the service's own limit.
const AT_ONCE: usize = 8;
/// Notifications that wait, each of a payment of its own.
const WAITING: u32 = 700_000;
const TARGET: Target = Target::AtLeast(0.6);

pub(crate) async fn measure(run: &Run) -> Result<Vec<Row>, Failure> {
    let folder = Folder::new("notifications")?;
    let waiting = if run.scale.short { 30_000 } else { WAITING };
    Seeded::make(folder.join("pse.sqlite"), waiting, true).await?;
    let sandbox = Sandbox::start(&folder).await?;
    let receiver = Peer::start("receiver", &folder, &[]).await?;
    let service = Setup::new(&folder, &sandbox.url())
        .with("PSE__SITES__DEMO__WEBHOOK__URL", &receiver.url("/hook"))
        .with("PSE__SITES__DEMO__WEBHOOK__SECRET", &format!("whsec_{}", "QUJD".repeat(12)))
        .start()
        .await?;
    run.setting(format!(
        "B15: {waiting} notifications of 1.2 KB wait, each of another payment; {AT_ONCE} at once"
    ));
    let mut pair = Pair::default();
    let mut told = 0;
    for _ in 0..run.scale.rounds {
        let at_rest = count(&receiver).await?;
        service.process.resume()?;
        pass(run.scale.slice / 4).await;
        let (before, began) = (count(&receiver).await?, Instant::now());
        pass(run.scale.slice).await;
        let ours =
            count(&receiver).await?.saturating_sub(before) as f64 / began.elapsed().as_secs_f64();
        service.process.pause()?;
        told += count(&receiver).await?.saturating_sub(at_rest);
        pair.push(ours, bare(&receiver, run.scale.slice).await?);
    }
    if told >= u64::from(waiting) {
        return Err("every notification was told before the last round ended".into());
    }
    service.process.resume()?;
    Ok(vec![
        Row::told("B15", "notifications ÷ bare POST loop", Value::new(pair.ratio, Unit::Times))
            .side("ours", &Value::new(pair.ours, Unit::PerSecond))
            .side("bare", &Value::new(pair.peer, Unit::PerSecond))
            .promised(TARGET),
    ])
}

/// Notifications the merchant's server has taken until now.
async fn count(receiver: &Peer) -> Result<u64, Failure> {
    let mut wire = Wire::to(&receiver.address).await?;
    let answer = wire.get("/count", "").await?;
    Ok(std::str::from_utf8(answer.good()?)?.parse()?)
}

/// Posts a second of a bare loop.
async fn bare(receiver: &Peer, time: Duration) -> Result<f64, Failure> {
    let http = reqwest::Client::builder().no_proxy().build()?;
    let url = receiver.url("/hook");
    let body = "x".repeat(1_240);
    let mut loops = JoinSet::new();
    let began = Instant::now();
    for _ in 0..AT_ONCE {
        let (http, url, body) = (http.clone(), url.clone(), body.clone());
        loops.spawn(async move {
            let mut posted = 0_u32;
            while began.elapsed() < time {
                let post = http
                    .post(&url)
                    .header("content-type", "application/json")
                    .header("webhook-id", "msg_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
                    .header("webhook-timestamp", "1700000000")
                    .header("webhook-signature", "v1,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa=")
                    .body(body.clone());
                post.send().await?.error_for_status()?;
                posted += 1;
            }
            Ok::<_, Failure>(posted)
        });
    }
    let mut posted = 0.0;
    while let Some(done) = loops.join_next().await {
        posted += f64::from(done??);
    }
    Ok(posted / began.elapsed().as_secs_f64())
}
