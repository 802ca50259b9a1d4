//! B16: from the start of the process to the first answer that it is ready, with a million payments in the store and with
//! none, in turn; and its resident memory once it has been idle for some seconds.

use std::time::{Duration, Instant};

use crate::clock::pass;
use crate::failure::Failure;
use crate::load::Wire;
use crate::observe::memory;
use crate::programs::service::Setup;
use crate::programs::{Folder, Process, Sandbox, address};
use crate::rows::Due;
use crate::run::Run;
use crate::statistics::{Pair, Samples};
use crate::table::{Row, Target, Unit, Value};

/// Between two looks whether it is ready.
const LOOK: Duration = Duration::from_millis(1);
/// How long it is idle before its memory is read, in the full form and in the short one.
const IDLE: Duration = Duration::from_secs(3);
const IDLE_SHORT: Duration = Duration::from_secs(1);
/// After this long it is not starting any more.
const PATIENCE: Duration = Duration::from_secs(60);

/// The longest start, in milliseconds, and the most memory, in MiB.
const TARGETS: [Target; 2] = [Target::AtMost(100.0), Target::AtMost(16.0)];

/// Where a process is started: its folder, and its store, which is in the folder where it has no address.
pub(super) struct Place<'a> {
    pub(super) folder: &'a Folder,
    pub(super) url: Option<&'a str>,
}

pub(crate) async fn measure(run: &Run) -> Result<Vec<Row>, Failure> {
    let folders = (Folder::new("many")?, Folder::new("none")?);
    run.many().await?.copy_to(folders.0.path(), Due::Tomorrow)?;
    let place = |folder| Place { folder, url: None };
    compared(run, "", &place(&folders.0), &place(&folders.1), TARGETS).await
}

/// Measures starts over a store with many payments and over one without, in turn; the store's name stands before what was
/// measured.
pub(super) async fn compared(
    run: &Run,
    name: &str,
    many: &Place<'_>,
    none: &Place<'_>,
    [start, memory]: [Target; 2],
) -> Result<Vec<Row>, Failure> {
    let sandbox = Sandbox::start(many.folder).await?;
    let idle = if run.scale.short { IDLE_SHORT } else { IDLE };
    run.setting(format!(
        "B16: idle for {} s; what the store reads at its start is in the system's memory",
        idle.as_secs()
    ));
    let (mut started, mut resident) = (Pair::default(), Pair::default());
    let mut anonymous = Samples::default();
    // The first round brings the file into the system's memory.
    for round in 0..=run.scale.rounds {
        let with = once(many, &sandbox, idle).await?;
        let without = once(none, &sandbox, idle).await?;
        if round > 0 {
            started.push(with.started, without.started);
            resident.push(with.resident, without.resident);
            anonymous.push(with.anonymous);
        }
    }
    let value = Value::new;
    let rows = run.scale.many;
    Ok(vec![
        Row::told(
            "B16",
            format!("{name}start with {rows} pending payments"),
            value(started.ours, Unit::Millis),
        )
        .side("with none", &value(started.peer, Unit::Millis))
        .promised(start),
        Row::told(
            "B16",
            format!("{name}idle memory with {rows} pending payments"),
            value(resident.ours, Unit::Mib),
        )
        .side("no file's", &value(anonymous, Unit::Mib))
        .side("with none", &value(resident.peer, Unit::Mib))
        .promised(memory),
    ])
}

/// One start: milliseconds until it was ready, MiB when it was idle.
struct Started {
    started: f64,
    resident: f64,
    anonymous: f64,
}

async fn once(place: &Place<'_>, sandbox: &Sandbox, idle: Duration) -> Result<Started, Failure> {
    let address = address::free()?;
    let setup = Setup::new(place.folder, &sandbox.url());
    let command = setup.with_store(place.url).command(&address)?;
    let began = Instant::now();
    let service = Process::start(command, "service", place.folder.path())?;
    while !is_ready(&address).await {
        if began.elapsed() > PATIENCE {
            return Err(format!("the service did not start: {}", service.last_words()).into());
        }
        pass(LOOK).await;
    }
    let started = began.elapsed().as_secs_f64() * 1e3;
    pass(idle).await;
    Ok(Started {
        started,
        resident: memory::resident_kib(service.id())? / 1024.0,
        anonymous: memory::anonymous_kib(service.id())? / 1024.0,
    })
}

async fn is_ready(address: &str) -> bool {
    let Ok(mut wire) = Wire::to(address).await else { return false };
    wire.get("/readyz", "").await.is_ok_and(|answer| answer.status == 200)
}
