//! B13: the bank list and the status of a payment while 256 creations hang at the provider, against the same at a service
//! where nothing hangs; both run side by side and are asked in turn.

use std::net::Ipv4Addr;
use std::time::Duration;

use tokio::task::JoinSet;

use crate::clock::pass;
use crate::failure::Failure;
use crate::load::reader::p99;
use crate::load::{Wire, shop};
use crate::programs::service::Setup;
use crate::programs::{Folder, Sandbox, Service};
use crate::run::Run;
use crate::statistics::Pair;
use crate::table::{Row, Target, Unit, Value};

const HUNG: usize = 256;
/// Addresses that they come from; the service bounds the connections of one.
const CLIENTS: u8 = 8;
/// Questions of each kind, to one service, in one round.
const READS: usize = 2_000;
const TARGET: Target = Target::AtMost(1.5);

pub(crate) async fn measure(run: &Run) -> Result<Vec<Row>, Failure> {
    let folders = (Folder::new("hung")?, Folder::new("idle")?);
    let sandboxes = (Sandbox::start(&folders.0).await?, Sandbox::start(&folders.1).await?);
    let hung = start(&folders.0, &sandboxes.0).await?;
    let idle = start(&folders.1, &sandboxes.1).await?;
    run.setting(format!("B13: provider.max_creates {HUNG}, so that every slot hangs; one reader"));
    let (of_hung, of_idle) = (paths(&hung).await?, paths(&idle).await?);
    let checkouts = shop::checkouts(&hung.address, HUNG).await?;
    let mut hanging = JoinSet::new();
    for (checkout, client) in checkouts.iter().zip((0..CLIENTS).cycle()) {
        let mut wire = Wire::from(Ipv4Addr::new(127, 0, 0, 2 + client), &hung.address).await?;
        let request = shop::payment(checkout, shop::NEVER_ANSWERS);
        hanging.spawn(async move { request.send(&mut wire).await });
    }
    all_hang(&sandboxes.0).await?;

    let mut pairs = [Pair::default(), Pair::default()];
    for _ in 0..run.scale.rounds {
        for ((pair, ours), theirs) in pairs.iter_mut().zip(&of_hung).zip(&of_idle) {
            let count = run.scale.count(READS);
            pair.push(
                p99(&hung.address, ours, count).await?,
                p99(&idle.address, theirs, count).await?,
            );
        }
    }
    if let Some(ended) = hanging.try_join_next() {
        return Err(format!("a creation did not hang: {:?}", ended??).into());
    }
    hanging.shutdown().await;
    let rows = ["bank list", "status"].into_iter().zip(pairs).map(|(what, pair)| {
        Row::told(
            "B13",
            format!("{what}, p99 with {HUNG} creations hung ÷ idle"),
            Value::new(pair.ratio, Unit::Times),
        )
        .side("hung", &Value::new(pair.ours, Unit::Micros))
        .side("idle", &Value::new(pair.peer, Unit::Micros))
        .promised(TARGET)
    });
    Ok(rows.collect())
}

async fn start(folder: &Folder, sandbox: &Sandbox) -> Result<Service, Failure> {
    Setup::new(folder, &sandbox.url())
        .with("PSE__PROVIDER__MAX_CREATES", &HUNG.to_string())
        .with("PSE__PROVIDER__CREATE_TIMEOUT", "10m")
        .start()
        .await
}

/// The bank list, and a checkout whose payment is pending.
async fn paths(service: &Service) -> Result<[String; 2], Failure> {
    let checkout = shop::checkouts(&service.address, 1).await?.pop().ok_or("no checkout")?;
    let mut wire = Wire::to(&service.address).await?;
    shop::payment(&checkout, shop::STAYS_PENDING).send(&mut wire).await?.good()?;
    Ok(["/v1/banks".to_owned(), format!("/v1/checkouts/{checkout}")])
}

/// Waits until the sandbox has got every creation.
async fn all_hang(sandbox: &Sandbox) -> Result<(), Failure> {
    let url = format!("{}/control/transactions", sandbox.url());
    for _ in 0..200 {
        let listed: serde_json::Value = reqwest::get(&url).await?.json().await?;
        if listed.as_array().is_some_and(|all| all.len() >= HUNG) {
            return Ok(());
        }
        pass(Duration::from_millis(50)).await;
    }
    Err("not every creation has reached the sandbox".into())
}
