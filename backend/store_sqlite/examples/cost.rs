//! What a payment's creation costs the store: a checkout, an intent with its key and the save of the created payment, by
//! one client and by 16 at once. Run it as
//! `cargo run --release -p pse-store-sqlite --example cost -- <folder> [creations] [stored before]`.

#![expect(clippy::print_stdout, reason = "its output is the result")]
#![expect(clippy::float_arithmetic, reason = "figures, not money")]

use std::error::Error;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use pse_core::model::{Checkout, CheckoutId, Payment, PaymentId, TransactionRef};
use pse_core::ports::store::{IdempotencyKey, InsertIntent, Intent, PaymentChange, Store};
use pse_core::ports::store_suite::samples;
use pse_shared::{PaymentState, Person};
use pse_store_sqlite::SqliteStore;

type Failure = Box<dyn Error + Send + Sync>;

/// What the process has used so far.
#[derive(Clone, Copy)]
struct Used {
    at: Instant,
    written: u64,
    switches: u64,
    faults: u64,
    ticks: u64,
}

impl Used {
    fn now() -> Result<Self, Failure> {
        let written = std::fs::read_to_string("/proc/self/io")?
            .lines()
            .find_map(|line| line.strip_prefix("wchar: ")?.parse().ok())
            .unwrap_or(0);
        let stat = std::fs::read_to_string("/proc/self/stat")?;
        let fields: Vec<&str> =
            stat.rsplit(") ").next().unwrap_or_default().split_whitespace().collect();
        let field = |place: usize| fields.get(place).and_then(|text| text.parse().ok());
        Ok(Self {
            at: Instant::now(),
            written,
            switches: switches()?,
            faults: field(7).unwrap_or(0),
            ticks: field(11).unwrap_or(0) + field(12).unwrap_or(0),
        })
    }
}

/// The pages of a store's log, which has just been begun.
fn log_pages(store: &Path) -> u64 {
    let mut log = store.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).map_or(0, |file| file.len()).saturating_sub(32) / 4120
}

/// Context switches of every thread that lives.
fn switches() -> Result<u64, Failure> {
    let mut sum = 0;
    for task in std::fs::read_dir("/proc/self/task")? {
        let status = std::fs::read_to_string(task?.path().join("status"))?;
        sum += status
            .lines()
            .filter(|line| line.contains("ctxt_switches"))
            .filter_map(|line| line.rsplit('\t').next()?.parse::<u64>().ok())
            .sum::<u64>();
    }
    Ok(sum)
}

#[expect(clippy::disallowed_methods, reason = "rows of a measurement carry the time of day")]
fn now() -> Timestamp {
    Timestamp::now()
}

/// A payer of one creation alone.
fn payer(number: usize) -> Person {
    Person { document: Some((1_000_000_000 + number).to_string()), ..samples::ana() }
}

fn checkout(number: usize) -> Result<Checkout, Failure> {
    let now = now();
    Ok(Checkout {
        id: CheckoutId::new(now)?,
        created_at: now,
        expires_at: now + SignedDuration::from_mins(60),
        payer: payer(number),
        buyer: None,
        additional_data: Vec::new(),
        credits: Vec::new(),
        ..samples::checkout(&format!("COST-{number}"))
    })
}

fn intent(checkout: &Checkout, number: usize) -> Result<Intent, Failure> {
    let now = now();
    let mut intent = samples::intent(checkout, 1);
    intent.payment.id = PaymentId::new(now)?;
    intent.payment.payer = payer(number);
    (intent.payment.created_at, intent.payment.updated_at) = (now, now);
    intent.lease_until = now + SignedDuration::from_secs(120);
    intent.history.at = now;
    let body_hash = "0123456789abcdef".repeat(4);
    let written_hash = body_hash.clone();
    intent.idempotency =
        Some(IdempotencyKey { key: format!("cost-{number}"), body_hash, written_hash });
    Ok(intent)
}

fn created(payment: &Payment, number: usize) -> PaymentChange {
    let now = now();
    let mut change = samples::change(payment, PaymentState::Pending, 1);
    let data = [
        ("session_id", "9ae45b0cf2d1f6c3a6b4ec4e3c2d1f00"),
        ("return_code", "SUCCESS"),
        ("response_code", "3"),
        ("transaction_state", "PENDING"),
    ];
    change.checkout = None;
    change.payment.updated_at = now;
    change.payment.transaction = Some(TransactionRef::new((1_500_000_000 + number).to_string()));
    change.payment.cus = Some((7_000_000 + number).to_string());
    change.payment.transaction_cycle = Some(1);
    change.payment.bank_url =
        Some("http://127.0.0.1:8081/pse/9ae45b0cf2d1f6c3a6b4ec4e3c2d1f00".to_owned());
    change.payment.reason_code = Some("00".to_owned());
    change.payment.reason_text = Some("Transacción pendiente".to_owned());
    change.payment.provider_data = samples::words(&data);
    change.payment.schedule.next_probe_at = Some(now + SignedDuration::from_mins(7));
    if let Some(history) = &mut change.history {
        history.at = now;
        history.provider_data = samples::words(&data);
    }
    change
}

/// Creates payments one after another.
async fn create(
    store: &SqliteStore,
    numbers: impl Iterator<Item = usize>,
) -> Result<Vec<Duration>, Failure> {
    let mut taken = Vec::new();
    for number in numbers {
        let checkout = checkout(number)?;
        store.insert_checkout(&checkout, None).await?;
        let (intent, began) = (intent(&checkout, number)?, Instant::now());
        let InsertIntent::Stored(payment) = store.insert_intent(&intent).await? else {
            return Err("not stored".into());
        };
        let change = created(&payment, number);
        if !store.save(&change).await? {
            return Err("not saved".into());
        }
        taken.push(began.elapsed());
    }
    Ok(taken)
}

/// Creates payments by a number of clients at once; gives the time that each took.
async fn together(
    store: &Arc<SqliteStore>,
    clients: usize,
    numbers: Range<usize>,
) -> Result<Vec<Duration>, Failure> {
    let tasks: Vec<_> = (0..clients)
        .map(|client| {
            let (store, numbers) = (Arc::clone(store), numbers.clone());
            tokio::spawn(async move { create(&store, numbers.skip(client).step_by(clients)).await })
        })
        .collect();
    let mut taken = Vec::new();
    for task in tasks {
        taken.extend(task.await??);
    }
    taken.sort_unstable();
    Ok(taken)
}

async fn measure(path: &Path, clients: usize, numbers: Range<usize>) -> Result<(), Failure> {
    let store = Arc::new(SqliteStore::open(&path.display().to_string()).await?);
    // Fewer than a checkpoint waits for.
    let few = numbers.start..numbers.start + 32;
    together(&store, clients, few.clone()).await?;
    let pages = log_pages(path) as f64 / few.len() as f64;

    let numbers = few.end..numbers.end;
    let count = numbers.len();
    let before = Used::now()?;
    let taken = together(&store, clients, numbers).await?;
    let after = Used::now()?;
    let each = |used: u64| used as f64 / count as f64;
    println!(
        "{clients:>2} clients: {:>6.0}/s, intent and save {:>6} us median, {:>6} us p99; a creation: {pages:.1} pages of log, \
         {:.0} kB written, {:.1} context switches, {:.1} page faults, {:.0} us of processor",
        count as f64 / (after.at - before.at).as_secs_f64(),
        taken.get(count / 2).map_or(0, Duration::as_micros),
        taken.get(count - count / 100).map_or(0, Duration::as_micros),
        each(after.written - before.written) / 1024.0,
        each(after.switches - before.switches),
        each(after.faults - before.faults),
        each(after.ticks - before.ticks) * 10_000.0,
    );
    store.close().await;
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("which folder?")?);
    let count: usize = arguments.next().unwrap_or("2000".to_owned()).parse()?;
    let stored: usize = arguments.next().unwrap_or("20000".to_owned()).parse()?;
    let path = folder.join("cost.sqlite");
    let store = Arc::new(SqliteStore::open(&path.display().to_string()).await?);
    together(&store, 64, 0..stored).await?;
    store.close().await;
    for (round, clients) in [1, 16, 1, 16].into_iter().enumerate() {
        let first = stored + round * count;
        measure(&path, clients, first..first + count).await?;
    }
    Ok(())
}
