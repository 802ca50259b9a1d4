//! B2: what the service adds to a creation. Four things in turn, one after another: a payment through the service, the same
//! call made directly at the sandbox, the payment's two commits with the same statements in a file of the same schema in
//! the same folder, and one bare request. Added is the first less the other three. The old unit, told beside it, took off
//! two one-row commits and no request.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::direct::Direct;
use crate::failure::Failure;
use crate::load::{Wire, shop};
use crate::programs::{Folder, Peer, Sandbox, Service};
use crate::rows::statements::Statements;
use crate::run::Run;
use crate::statistics::Samples;
use crate::table::{Row, Target, Unit, Value};

/// Creations in a round of the full form.
const CALLS: usize = 60;
/// The time that the service may add.
const TARGET: Target = Target::AtMost(150.0);

pub(crate) async fn measure(run: &Run) -> Result<Vec<Row>, Failure> {
    let folder = Folder::new("creation")?;
    let sandbox = Sandbox::start(&folder).await?;
    let service = Service::fresh(&folder, &sandbox).await?;
    let bare = Peer::start("bytes", &folder, &["/dev/null"]).await?;
    let direct = Direct::new(&sandbox.url())?;
    let mut statements = Statements::open(&folder.join("commits.sqlite")).await?;
    let mut one_row = OneRow::open(&folder.join("one-row.sqlite"))?;
    let (mut ours, mut get) = (Wire::to(&service.address).await?, Wire::to(&bare.address).await?);
    run.setting("B2: one creation after another, the service's store and both files of commits in one folder");

    let mut sides: [Samples; 5] = Default::default();
    let (mut added, mut added_old) = (Samples::default(), Samples::default());
    for _ in 0..run.scale.rounds {
        let calls = run.scale.count(CALLS);
        let checkouts = shop::checkouts(&service.address, calls).await?;
        for (checkout, bare) in checkouts.iter().zip(statements.checkouts(calls)?) {
            let request = shop::payment(checkout, shop::APPROVES);
            let began = Instant::now();
            request.send(&mut ours).await?.good()?;
            let through = began.elapsed();
            let provider = direct.create().await?;
            let commits = two_commits(&mut statements, bare)?;
            let began = Instant::now();
            get.get("/ready", "").await?.good()?;
            let request = began.elapsed();
            let row = one_row.commit()?;
            for (side, time) in sides.iter_mut().zip([through, provider, commits, request, row]) {
                side.push_micros(time);
            }
            let micros = |time: Duration| time.as_secs_f64() * 1e6;
            let rest = micros(through) - micros(provider);
            added.push(rest - micros(commits) - micros(request));
            added_old.push(rest - 2.0 * micros(row));
        }
    }
    let micros = |samples: Samples| Value::new(samples, Unit::Micros);
    let [through, provider, commits, request, row] = sides.map(micros);
    Ok(vec![
        Row::told("B2", "creation: added by the service", micros(added))
            .side("through the service", &through)
            .side("directly", &provider)
            .side("the same two commits", &commits)
            .side("one bare request", &request)
            .promised(TARGET),
        Row::told("B2", "creation: added, by the old unit", micros(added_old))
            .side("a one-row commit", &row),
    ])
}

fn two_commits(statements: &mut Statements, checkout: String) -> Result<Duration, Failure> {
    let began = Instant::now();
    for begun in statements.begin(&[checkout])? {
        statements.answer(&begun)?;
    }
    Ok(began.elapsed())
}

/// A durable commit of one row without an index, the old unit.
struct OneRow(Connection);

impl OneRow {
    fn open(file: &Path) -> Result<Self, Failure> {
        let connection = Connection::open(file)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.execute_batch("CREATE TABLE rows (id INTEGER PRIMARY KEY, text TEXT)")?;
        Ok(Self(connection))
    }

    fn commit(&mut self) -> Result<Duration, Failure> {
        let began = Instant::now();
        let transaction = self.0.transaction()?;
        transaction
            .prepare_cached("INSERT INTO rows (text) VALUES (?1)")?
            .execute(["x".repeat(400)])?;
        transaction.commit()?;
        Ok(began.elapsed())
    }
}
