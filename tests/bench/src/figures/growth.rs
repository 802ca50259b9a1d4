//! B7 and item 6: what grows with the store, with few and with many payments in it, in turn: a claim of 100 due payments,
//! finding nothing due, and every list; by the store itself, so that nothing around it hides the growth.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use pse_core::model::SiteName;
use pse_core::ports::store::{ClaimWindow, PaymentFilter, Store};
use pse_core::time::later;
use pse_shared::PaymentState;
use pse_store_sqlite::SqliteStore;

use crate::clock::now;
use crate::failure::Failure;
use crate::programs::Folder;
use crate::rows::order::SITE;
use crate::rows::{Due, Seeded};
use crate::run::Run;
use crate::statistics::{Pair, Samples};
use crate::table::{Row, Target, Unit, Value};

/// How often each thing but a claim is done in a round.
const TIMES: usize = 20;
/// Payments of one claim.
const CLAIMED: u32 = 100;

const CLAIM: Target = Target::AtMost(3.0);
const FLAT: Target = Target::AtMost(1.5);

pub(crate) async fn measure(run: &Run) -> Result<Vec<Row>, Failure> {
    let (of_few, of_many) = (Folder::new("few")?, Folder::new("many")?);
    let few = open(run.few().await?, &of_few).await?;
    let many = open(run.many().await?, &of_many).await?;
    run.setting(format!(
        "B7: {} and {} payments pending and due, a tenth more of each final; claims of {CLAIMED}",
        run.scale.few, run.scale.many
    ));
    let rows = compared(run, "", &few, &many).await;
    many.close().await;
    few.close().await;
    rows
}

/// Measures two stores in turn, with few and with many payments due; their name stands before what was measured.
pub(super) async fn compared(
    run: &Run,
    name: &str,
    few: &dyn Store,
    many: &dyn Store,
) -> Result<Vec<Row>, Failure> {
    let growth = |what: &str, pair: Pair, target| {
        let what = format!("{name}{what}, many ÷ few payments");
        Row::told("B7", what, Value::new(pair.ratio, Unit::Times))
            .side("many", &Value::new(pair.ours, Unit::Micros))
            .side("few", &Value::new(pair.peer, Unit::Micros))
            .promised(target)
    };
    // Small stores have so many due for all rounds.
    let once = (run.scale.few / CLAIMED / u32::try_from(run.scale.rounds)?).clamp(1, 5);
    let mut claims = Pair::default();
    let mut idle = Pair::default();
    let kinds = kinds(run.scale.few)?;
    let mut lists: Vec<Pair> = kinds.iter().map(|_| Pair::default()).collect();
    for _ in 0..run.scale.rounds {
        claims.push(claim(many, once).await?, claim(few, once).await?);
        idle.push(nothing_due(many).await?, nothing_due(few).await?);
        for ((_, filter), pair) in kinds.iter().zip(&mut lists) {
            pair.push(list(many, filter).await?, list(few, filter).await?);
        }
    }
    let mut rows = vec![
        growth("a claim of 100 due", claims, CLAIM),
        growth("finding nothing due", idle, FLAT),
    ];
    for ((name, _), pair) in kinds.iter().zip(lists) {
        rows.push(growth(&format!("listing {name}"), pair, FLAT));
    }
    Ok(rows)
}

async fn open(seeded: &Seeded, folder: &Folder) -> Result<SqliteStore, Failure> {
    let file = seeded.copy_to(folder.path(), Due::Past)?;
    Ok(SqliteStore::open(&format!("sqlite:{}", file.display())).await?)
}

/// The lists that a merchant can ask for, each by its name.
fn kinds(few: u32) -> Result<Vec<(&'static str, PaymentFilter)>, Failure> {
    let page = PaymentFilter { limit: 51, ..PaymentFilter::default() };
    let (reference, cus) = Seeded::names_of(few / 2);
    let ago = |seconds: i64| {
        Timestamp::from_microsecond(now().as_microsecond().saturating_sub(seconds * 1_000_000))
    };
    let half = i64::from(few / 2);
    let (from, to) = (ago(half)?, ago(half.saturating_sub(100))?);
    let id = pse_core::model::PaymentId::new(now())?;
    let of = |state| PaymentFilter { state: Some(state), ..page.clone() };
    Ok(vec![
        ("all", page.clone()),
        ("pending ones", of(PaymentState::Pending)),
        ("approved ones", of(PaymentState::Approved)),
        ("refused ones, of which there are none", of(PaymentState::Refused)),
        ("by reference", PaymentFilter { reference: Some(reference), ..page.clone() }),
        ("by CUS", PaymentFilter { cus: Some(cus), ..page.clone() }),
        ("of some time", PaymentFilter { from: Some(from), to: Some(to), ..page.clone() }),
        (
            "pending ones of some time",
            PaymentFilter { from: Some(from), to: Some(to), ..of(PaymentState::Pending) },
        ),
        ("a later page", PaymentFilter { after: Some((to, id)), ..page }),
    ])
}

/// The time of a claim; what is claimed is not due again before tomorrow.
async fn claim(store: &dyn Store, claims: u32) -> Result<f64, Failure> {
    let mut times = Samples::default();
    for _ in 0..claims {
        let now = now();
        let window =
            ClaimWindow { now, next: later(now, Duration::from_secs(86_400)), limit: CLAIMED };
        let began = Instant::now();
        let claimed = store.claim_due(window).await?;
        times.push_micros(began.elapsed());
        if claimed.len() != CLAIMED as usize {
            return Err("fewer were due than are claimed at once".into());
        }
    }
    Ok(times.median())
}

async fn nothing_due(store: &dyn Store) -> Result<f64, Failure> {
    let mut times = Samples::default();
    for _ in 0..TIMES {
        let window = ClaimWindow { now: Timestamp::UNIX_EPOCH, next: now(), limit: CLAIMED };
        let began = Instant::now();
        let claimed = store.claim_due(window).await?;
        times.push_micros(began.elapsed());
        if !claimed.is_empty() {
            return Err("something was due in 1970".into());
        }
    }
    Ok(times.median())
}

async fn list(store: &dyn Store, filter: &PaymentFilter) -> Result<f64, Failure> {
    let site: SiteName = SITE.parse().map_err(|_| "the site's name")?;
    let mut times = Samples::default();
    for _ in 0..TIMES {
        let began = Instant::now();
        store.payments(&site, filter).await?;
        times.push_micros(began.elapsed());
    }
    Ok(times.median())
}
