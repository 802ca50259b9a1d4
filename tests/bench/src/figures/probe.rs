//! B8: questions of the probe a second, against a bare reqwest loop with the same concurrency that posts the same question
//! to the same provider; at a provider that takes 20 ms and at one that takes none. And how late the probe asks when a
//! million payments are due one after another, within the interval. The provider is a stand-in of which every payment is
//! pending; while one side asks, the other stands still.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use pse_placetopay::{Authentication, CONTENT_TYPE, Call, Namespace, Request, encode_request};
use tokio::task::JoinSet;

use super::direct::credentials;
use crate::clock::{now, pass};
use crate::failure::Failure;
use crate::load::Wire;
use crate::programs::service::Setup;
use crate::programs::{Folder, Peer};
use crate::rows::Due;
use crate::run::Run;
use crate::statistics::{Pair, Samples};
use crate::table::{Row, Target, Unit, Value};

/// What the provider takes for an answer, in milliseconds.
pub(super) const LATENCY: u64 = 20;
/// Questions at once by default, and where a million payments are to be carried.
pub(super) const STANDARD: usize = 8;
const LARGE: usize = 64;
/// The interval of the default settings.
const EVERY: Duration = Duration::from_secs(900);

pub(super) const RATE: Target = Target::AtLeast(0.5);
const LAG: Target = Target::AtMost(30.0);

pub(crate) async fn measure(run: &Run) -> Result<Vec<Row>, Failure> {
    let folder = Folder::new("probe")?;
    run.many().await?.copy_to(folder.path(), Due::Past)?;
    let mut rows = Vec::new();
    for (latency, at_once) in [(LATENCY, STANDARD), (LATENCY, LARGE), (0, STANDARD)] {
        let pair = rates(run, &folder, None, latency, at_once).await?;
        let what = format!("probe ÷ bare reqwest, provider takes {latency} ms, {at_once} at once");
        let row = Row::told("B8", what, Value::new(pair.ratio, Unit::Times))
            .side("ours", &Value::new(pair.ours, Unit::PerSecond))
            .side("bare", &Value::new(pair.peer, Unit::PerSecond));
        rows.push(if (latency, at_once) == (LATENCY, STANDARD) { row.promised(RATE) } else { row });
    }
    drop(folder);
    rows.extend(lateness(run).await?);
    Ok(rows)
}

/// The service's settings with so many questions at once, each payment asked about again after so long; its store is at the
/// address or, without one, in the folder.
pub(super) fn setup<'a>(
    folder: &'a Folder,
    store: Option<&str>,
    provider: &Peer,
    at_once: usize,
    every: Duration,
) -> Setup<'a> {
    Setup::new(folder, &provider.url(""))
        .with_store(store)
        .with("PSE__PROBE__IN_FLIGHT", &at_once.to_string())
        .with("PSE__PROVIDER__MAX_QUESTIONS", &at_once.max(16).to_string())
        .with("PSE__PROBE__EVERY", &format!("{}s", every.as_secs()))
}

/// After how long each payment is asked about again. A small store's payments are soon all asked about: there they are due
/// again at once.
pub(super) const fn every(run: &Run) -> Duration {
    if run.scale.short { Duration::from_secs(1) } else { EVERY }
}

/// Questions a second of the service and of the bare loop, in turn.
pub(super) async fn rates(
    run: &Run,
    folder: &Folder,
    store: Option<&str>,
    latency: u64,
    at_once: usize,
) -> Result<Pair, Failure> {
    let provider = Peer::start("provider", folder, &[&latency.to_string(), "0", "0"]).await?;
    let every = every(run);
    run.setting(format!(
        "B8: probe.in_flight and provider.max_questions {STANDARD} (default) or {LARGE}, probe.every {} s",
        every.as_secs()
    ));
    let service = setup(folder, store, &provider, at_once, every).start().await?;
    let mut pair = Pair::default();
    for _ in 0..run.scale.rounds {
        service.process.resume()?;
        // What stood still takes a moment to be in full swing.
        pass(run.scale.slice / 4).await;
        let (before, began) = (count(&provider).await?, Instant::now());
        pass(run.scale.slice).await;
        let ours =
            count(&provider).await?.saturating_sub(before) as f64 / began.elapsed().as_secs_f64();
        service.process.pause()?;
        pair.push(ours, bare(&provider, at_once, run.scale.slice).await?);
    }
    Ok(pair)
}

/// Questions the provider has been asked until now.
pub(super) async fn count(provider: &Peer) -> Result<u64, Failure> {
    let mut wire = Wire::to(&provider.address).await?;
    let answer = wire.get("/count", "").await?;
    Ok(std::str::from_utf8(answer.good()?)?.parse()?)
}

/// Questions a second of a bare loop.
async fn bare(provider: &Peer, at_once: usize, time: Duration) -> Result<f64, Failure> {
    let call = Call::GetTransactionInformation { transaction_id: 1 };
    let request = Request { auth: Authentication::sign(&credentials(), now()), call };
    let body =
        encode_request(&Namespace::UNVERSIONED, &request).map_err(|error| format!("{error:?}"))?;
    let http = reqwest::Client::builder().no_proxy().build()?;
    let url = provider.url("/soap/pse/");
    let mut loops = JoinSet::new();
    let began = Instant::now();
    for _ in 0..at_once {
        let (http, url, body) = (http.clone(), url.clone(), body.clone());
        loops.spawn(async move {
            let mut asked = 0_u32;
            while began.elapsed() < time {
                let post = http.post(&url).header("content-type", CONTENT_TYPE).body(body.clone());
                post.send().await?.error_for_status()?.bytes().await?;
                asked += 1;
            }
            Ok::<_, Failure>(asked)
        });
    }
    let mut asked = 0.0;
    while let Some(done) = loops.join_next().await {
        asked += f64::from(done??);
    }
    Ok(asked / began.elapsed().as_secs_f64())
}

/// How late questions come when all payments are due one after another, evenly over one interval.
#[derive(Debug, Clone, Copy)]
pub(super) struct Late {
    /// Until the first is due: what has to be made ready takes its time.
    pub(super) lead: Duration,
    /// How long it is looked at afterwards.
    pub(super) time: Duration,
    /// The interval in which all are due.
    pub(super) every: Duration,
}

impl Late {
    pub(super) const FULL: Self =
        Self { lead: Duration::from_secs(60), time: Duration::from_secs(120), every: EVERY };
    pub(super) const SHORT: Self = Self {
        lead: Duration::from_secs(2),
        time: Duration::from_secs(5),
        every: Duration::from_secs(10),
    };

    /// When the first is due, in microseconds since 1970.
    pub(super) fn first(self, now: Timestamp) -> Result<i64, Failure> {
        Ok(now.as_microsecond().saturating_add(i64::try_from(self.lead.as_micros())?))
    }

    /// How far apart so many are due, in microseconds.
    pub(super) fn apart(self, pending: u32) -> Result<i64, Failure> {
        Ok(i64::try_from(self.every.as_micros())? / i64::from(pending))
    }
}

async fn lateness(run: &Run) -> Result<Vec<Row>, Failure> {
    let folder = Folder::new("lag")?;
    let many = run.many().await?;
    let late = if run.scale.short { Late::SHORT } else { Late::FULL };
    let (first, apart) = (late.first(now())?, late.apart(many.pending)?);
    many.copy_to(folder.path(), Due::Apart(first, apart))?;
    Ok(vec![lag(run, &folder, None, late, (first, apart), many.pending).await?])
}

/// Measures the lag over a store whose payments are due so: the first at a time, the next ones so far apart.
pub(super) async fn lag(
    run: &Run,
    folder: &Folder,
    store: Option<&str>,
    late: Late,
    (first, apart): (i64, i64),
    pending: u32,
) -> Result<Row, Failure> {
    let arguments = [LATENCY.to_string(), first.to_string(), apart.to_string()];
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let provider = Peer::start("provider", folder, &arguments).await?;
    let _service = setup(folder, store, &provider, LARGE, late.every).start().await?;
    let left = first.saturating_sub(now().as_microsecond());
    if left < 0 {
        return Err("the store was not ready when its first payment was due".into());
    }
    pass(Duration::from_micros(left.unsigned_abs()) + late.time).await;
    let mut wire = Wire::to(&provider.address).await?;
    let told = wire.get("/lags", "").await?;
    let told = std::str::from_utf8(told.good()?)?;
    let numbers: Vec<f64> = told.split(' ').map(str::parse).collect::<Result<_, _>>()?;
    let [asked, half, nearly_all, all] = numbers.as_slice() else {
        return Err(format!("the provider told of lags: {told}").into());
    };
    let of = if store.is_some() { "PostgreSQL: " } else { "" };
    run.setting(format!(
        "B8, lag: {of}{pending} payments due evenly over {} s, observed for {} s, {LARGE} questions at once, provider takes {LATENCY} ms",
        late.every.as_secs(),
        late.time.as_secs()
    ));
    let one = |value: f64, unit| Value::new(Samples::from_iter([value]), unit);
    Ok(Row::told("B8", format!("{of}lag of the probe, p99"), one(*nearly_all, Unit::Seconds))
        .side("median", &one(*half, Unit::Seconds))
        .side("latest", &one(*all, Unit::Seconds))
        .side("questions", &one(*asked, Unit::Count))
        .promised(LAG))
}
