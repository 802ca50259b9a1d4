//! B3: creations by 16 clients through the service, against a page in PHP that a merchant would write by hand (nginx,
//! php-fpm, SoapClient, PDO on SQLite): the same sandbox, the same two durable commits. On the disk as it is, and on one on
//! which each sync takes longer. With it the processor a payment of both sides with all their children, and the service's
//! context switches and page faults.

use std::path::Path;

use crate::failure::Failure;
use crate::load::clients::Request;
use crate::load::{Load, all_of, shop};
use crate::observe::Usage;
use crate::programs::service::Setup;
use crate::programs::{Folder, Sandbox, Service, php, slow_disk};
use crate::run::Run;
use crate::statistics::{Pair, Samples};
use crate::table::{Row, Target, Unit, Value};

const CLIENTS: usize = 16;
/// Payments of one side in one round, on the disk as it is and on the slower one.
const PAYMENTS: usize = 2_000;
const PAYMENTS_SLOWLY: usize = 800;

const THROUGHPUT: Target = Target::AtLeast(5.0);
const MEDIAN: Target = Target::AtMost(0.25);
const PROCESSOR: Target = Target::AtMost(0.4);
const SWITCHES: Target = Target::AtMost(8.0);

/// Both sides on one disk.
struct Sides {
    service: Service,
    php: php::Php,
    _sandbox: Sandbox,
    _folders: [Folder; 2],
}

/// What the rounds on one disk gave.
#[derive(Default)]
struct Measured {
    throughput: Pair,
    median: Pair,
    /// Processor a payment, in microseconds.
    processor: Pair,
    switches: Pair,
    faults: Pair,
}

pub(crate) async fn measure(run: &Run) -> Result<Vec<Row>, Failure> {
    let folder = Folder::new("slow-disk")?;
    let library = slow_disk::library(&folder)?;
    let (fast, slow) = (Sides::start(None).await?, Sides::start(Some(&library)).await?);
    run.setting(format!(
        "B3: {CLIENTS} clients; php-fpm with {} static children and opcache, WSDL cached, PDO kept open, WAL, \
         synchronous=FULL; nginx with as many workers as cores, over a Unix socket; the service as it is delivered",
        php::CHILDREN
    ));
    let (mut as_is, mut slower) = (Measured::default(), Measured::default());
    for _ in 0..run.scale.rounds {
        fast.round(run.scale.count(PAYMENTS), &mut as_is).await?;
        slow.round(run.scale.count(PAYMENTS_SLOWLY), &mut slower).await?;
    }
    if slower.throughput.peer.median() > slow_disk::COMMITS_A_SECOND / 2.0 {
        return Err(
            "the slower disk does not slow PHP, whose commits come one after another".into()
        );
    }
    let mut rows = against_php(&as_is, "disk as it is");
    rows.extend(used(as_is));
    rows.extend(against_php(&slower, &format!("each sync {} longer", slow_disk::ADDED)));
    Ok(rows)
}

impl Sides {
    async fn start(library: Option<&Path>) -> Result<Self, Failure> {
        let folders = [Folder::new("service")?, Folder::new("php")?];
        let [ours, theirs] = &folders;
        let sandbox = Sandbox::start(ours).await?;
        let mut setup = Setup::new(ours, &sandbox.url());
        if let Some(library) = library {
            setup = setup.with("LD_PRELOAD", &library.to_string_lossy());
        }
        let service = setup.start().await?;
        let php = php::Php::start(theirs, &sandbox, library).await?;
        Ok(Self { service, php, _sandbox: sandbox, _folders: folders })
    }

    async fn round(&self, payments: usize, measured: &mut Measured) -> Result<(), Failure> {
        let checkouts = shop::checkouts(&self.service.address, payments).await?;
        let through = checkouts.iter().map(|id| shop::payment(id, shop::APPROVES)).collect();
        let ours = worked(&self.service.address, through, &[self.service.process.id()]).await?;
        let body = shop::payment("none", shop::APPROVES).body;
        let page =
            Request { path: "/".to_owned(), headers: "user-agent: bench\r\n".to_owned(), body };
        let theirs = worked(&self.php.address, vec![page; payments], &self.php.processes()).await?;

        let each = |value: f64| value / payments as f64;
        let processor = |used: &Usage| each(used.processor.as_secs_f64() * 1e6);
        measured.throughput.push(ours.0.rate(), theirs.0.rate());
        measured.median.push(ours.0.latencies.median(), theirs.0.latencies.median());
        measured.processor.push(processor(&ours.1), processor(&theirs.1));
        measured.switches.push(each(ours.1.switches as f64), each(theirs.1.switches as f64));
        measured.faults.push(each(ours.1.faults as f64), each(theirs.1.faults as f64));
        Ok(())
    }
}

/// Sends the requests; returns how that went, and what these programs used for it.
async fn worked(
    address: &str,
    requests: Vec<Request>,
    programs: &[u32],
) -> Result<(Load, Usage), Failure> {
    let before = Usage::of(programs);
    let (load, _) = all_of(address, CLIENTS, requests).await?;
    Ok((load, Usage::of(programs).since(before)))
}

fn against_php(measured: &Measured, disk: &str) -> Vec<Row> {
    let row = |what: &str, pair: &Pair, unit, target| {
        let Pair { ours, peer, ratio } = pair.clone();
        Row::told("B3", format!("{what} ÷ PHP's, {disk}"), Value::new(ratio, Unit::Times))
            .side("ours", &Value::new(ours, unit))
            .side("PHP", &Value::new(peer, unit))
            .promised(target)
    };
    vec![
        row("creations", &measured.throughput, Unit::PerSecond, THROUGHPUT),
        row("median time of a creation", &measured.median, Unit::Micros, MEDIAN),
        row("processor a payment", &measured.processor, Unit::Micros, PROCESSOR),
    ]
}

/// What the service used for a payment, beside PHP.
fn used(measured: Measured) -> [Row; 2] {
    let value = |samples: Samples| Value::new(samples, Unit::Count);
    let Measured { switches, faults, .. } = measured;
    [
        Row::told("B3", "context switches a payment, all threads", value(switches.ours))
            .side("PHP", &value(switches.peer))
            .promised(SWITCHES),
        Row::told("B3", "page faults a payment", value(faults.ours))
            .side("PHP", &value(faults.peer)),
    ]
}
