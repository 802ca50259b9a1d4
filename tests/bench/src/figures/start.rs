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
/// How long it is idle before its memory is read.
const IDLE: Duration = Duration::from_secs(3);
/// After this long it is not starting any more.
const PATIENCE: Duration = Duration::from_secs(60);

const START: Target = Target::AtMost(100.0);
const MEMORY: Target = Target::AtMost(16.0);

pub(crate) async fn measure(run: &Run) -> Result<Vec<Row>, Failure> {
    let folders = (Folder::new("many")?, Folder::new("none")?);
    run.many().await?.copy_to(folders.0.path(), Due::Tomorrow)?;
    let sandbox = Sandbox::start(&folders.0).await?;
    run.setting(format!(
        "B16: idle for {} s; the store's file is in the system's memory",
        IDLE.as_secs()
    ));
    let (mut started, mut resident) = (Pair::default(), Pair::default());
    let mut anonymous = Samples::default();
    // The first round brings the file into the system's memory.
    for round in 0..=run.scale.rounds {
        let many = once(&folders.0, &sandbox).await?;
        let none = once(&folders.1, &sandbox).await?;
        if round > 0 {
            started.push(many.started, none.started);
            resident.push(many.resident, none.resident);
            anonymous.push(many.anonymous);
        }
    }
    let value = Value::new;
    let rows = run.scale.many;
    Ok(vec![
        Row::told(
            "B16",
            format!("start with {rows} pending payments"),
            value(started.ours, Unit::Millis),
        )
        .side("with none", &value(started.peer, Unit::Millis))
        .promised(START),
        Row::told(
            "B16",
            format!("idle memory with {rows} pending payments"),
            value(resident.ours, Unit::Mib),
        )
        .side("no file's", &value(anonymous, Unit::Mib))
        .side("with none", &value(resident.peer, Unit::Mib))
        .promised(MEMORY),
    ])
}

/// One start: milliseconds until it was ready, MiB when it was idle.
struct Started {
    started: f64,
    resident: f64,
    anonymous: f64,
}

async fn once(folder: &Folder, sandbox: &Sandbox) -> Result<Started, Failure> {
    let address = address::free()?;
    let command = Setup::new(folder, &sandbox.url()).command(&address)?;
    let began = Instant::now();
    let service = Process::start(command, "service", folder.path())?;
    while !is_ready(&address).await {
        if began.elapsed() > PATIENCE {
            return Err(format!("the service did not start: {}", service.last_words()).into());
        }
        pass(LOOK).await;
    }
    let started = began.elapsed().as_secs_f64() * 1e3;
    pass(IDLE).await;
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
