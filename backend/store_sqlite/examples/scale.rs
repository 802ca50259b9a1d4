//! What is asked of a store that has many payments, in microseconds: starting, figures, lists and claims. Run it as
//! `cargo run --release -p pse-store-sqlite --example scale -- <folder>` after `cost` has filled the folder.

#![expect(clippy::print_stdout, reason = "its output is the result")]

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use pse_core::ports::store::{ClaimWindow, PaymentFilter, Store};
use pse_core::ports::store_suite::samples::site;
use pse_shared::PaymentState;
use pse_store_sqlite::SqliteStore;

type Failure = Box<dyn Error + Send + Sync>;

/// Prints the median of the times that some work takes.
async fn time<T>(
    what: &str,
    mut work: impl AsyncFnMut() -> Result<T, Failure>,
) -> Result<(), Failure> {
    let mut taken = Vec::new();
    for _ in 0..15 {
        let began = Instant::now();
        work().await?;
        taken.push(began.elapsed().as_micros());
    }
    taken.sort_unstable();
    println!("{what:<28} {:>8}", taken.get(taken.len() / 2).copied().unwrap_or_default());
    Ok(())
}

/// The memory that this process holds, in KiB.
fn resident() -> Result<String, Failure> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmRSS"));
    Ok(line.unwrap_or_default().to_owned())
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("which folder?")?);
    let path = folder.join("cost.sqlite").display().to_string();
    let began = Instant::now();
    let store = SqliteStore::open(&path).await?;
    store.unfinished().await?;
    store.orphans(Timestamp::MIN).await?;
    println!(
        "{:<28} {:>8}   {}",
        "open, unfinished, orphans",
        began.elapsed().as_micros(),
        resident()?
    );

    let demo = site("demo");
    let page = PaymentFilter { limit: 50, ..PaymentFilter::default() };
    let some = store.payments(&demo, &page).await?.pop().ok_or("nothing is stored")?;
    let far = Timestamp::MAX - SignedDuration::from_hours(1);
    for (what, filter) in [
        ("list", page.clone()),
        (
            "list, second page",
            PaymentFilter { after: Some((some.created_at, some.id.clone())), ..page.clone() },
        ),
        ("list, pending", PaymentFilter { state: Some(PaymentState::Pending), ..page.clone() }),
        (
            "list, refused (none)",
            PaymentFilter { state: Some(PaymentState::Refused), ..page.clone() },
        ),
        ("list, up to a time", PaymentFilter { to: Some(some.created_at), ..page.clone() }),
        (
            "list, one reference",
            PaymentFilter { reference: Some(some.reference.clone()), ..page.clone() },
        ),
        ("list, one CUS", PaymentFilter { cus: some.cus.clone(), ..page.clone() }),
    ] {
        time(what, async || Ok(store.payments(&demo, &filter).await?)).await?;
    }
    time("figures", async || Ok(store.figures(far).await?)).await?;
    time("unfinished", async || Ok(store.unfinished().await?)).await?;
    time("a checkout", async || Ok(store.checkout(&some.checkout_id).await?)).await?;
    time("a checkout's last payment", async || Ok(store.latest_payment(&some.checkout_id).await?))
        .await?;
    time("history", async || Ok(store.history(&some.id).await?)).await?;
    let none = ClaimWindow { now: Timestamp::MIN, next: far, limit: 100 };
    time("claim, nothing due", async || Ok(store.claim_due(none).await?)).await?;
    let hundred = ClaimWindow { now: far, next: Timestamp::MAX, limit: 100 };
    time("claim of 100", async || Ok(store.claim_due(hundred).await?)).await?;
    println!("{:<28} {:>8}   {}", "", "", resident()?);
    store.close().await;
    Ok(())
}
