//! The processes that have the store open: which live, which are gone. All by the database's clock.
//!
//! A process is heard of every few seconds. One that is silent for longer than [`SILENCE`] is gone, but only by the word of
//! a process that has itself been heard of all that time: after the database was away everybody has been silent, and after
//! its clock was set everybody seems to have been.

use std::sync::Arc;
use std::time::Duration;

use pse_core::model::id::random_name;
use tokio_postgres::Row;

use super::columns::Columns;
use super::failure::Failure;
use super::pool::Client;
use super::values::{Text, Values};

/// How long a process may be silent before it is gone.
pub(crate) const SILENCE: Duration = Duration::from_secs(30);
/// The longest pause between two signs of life of one that has been heard of all the time.
pub(crate) const PAUSE: Duration = Duration::from_secs(10);
/// How long it is listened whether a process lives: one that does is heard of in that time.
pub(crate) const LISTENING: Duration = Duration::from_secs(9);
/// How long a process that is gone is remembered.
const MEMORY: Duration = Duration::from_secs(3600);

/// Expression: the database's clock, in microseconds since 1970.
pub(crate) const CLOCK: &str = "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint";

/// A process that has the store open.
#[derive(Debug, Clone)]
pub(crate) struct Process {
    id: Arc<str>,
    holds_sandbox: bool,
    /// The newest migration that it knows.
    knows: i64,
}

impl Process {
    /// Makes a process of a random name.
    pub(crate) fn new(holds_sandbox: bool, knows: i64) -> Result<Self, Failure> {
        let id = random_name().map_err(|error| Failure::Failed(error.to_string()))?;
        Ok(Self { id: id.into(), holds_sandbox, knows })
    }

    /// Its name, which no other opening of the store has.
    pub(crate) fn id(&self) -> &str {
        &self.id
    }
}

/// Adds the values that name a process.
pub(crate) fn values<'v>(values: Values<'v>, process: &'v Process) -> Values<'v> {
    values
        .with("process", process.id())
        .with("holds_sandbox", process.holds_sandbox)
        .with("knows", process.knows)
}

/// A span of time in the database's microseconds.
const fn span(duration: Duration) -> u128 {
    duration.as_micros()
}

/// Statement part: the process is among those that are heard of, where the CTE `going` says that the statement goes on. It
/// is not when it slept so long that it was forgotten.
pub(crate) fn present() -> String {
    format!(
        "present AS (
             INSERT INTO processes (id, heard_at, heard_since, holds_sandbox, knows)
             SELECT :process, {CLOCK}, {CLOCK}, :holds_sandbox, :knows FROM going WHERE goes
             ON CONFLICT (id) DO NOTHING)"
    )
}

/// Condition: the process that an expression names is gone, by the word of `:process`.
pub(crate) fn is_gone(named: &str) -> String {
    let (silence, pause) = (span(SILENCE), span(PAUSE));
    format!(
        "NOT EXISTS (
             SELECT 1 FROM processes AS living WHERE living.id = {named} AND (
                 living.heard_at >= {CLOCK} - {silence}
                 OR NOT EXISTS (
                     SELECT 1 FROM processes AS judge WHERE judge.id = :process
                         AND judge.heard_at >= {CLOCK} - {pause}
                         AND judge.heard_since < {CLOCK} - {silence})))"
    )
}

/// What a process learns with its sign of life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Heard {
    /// The database's clock, in microseconds since 1970.
    pub(crate) clock: i64,
    /// How many processes have the store open, this one among them.
    pub(crate) living: u32,
    /// When the server was started: another one, or the same one anew, tells another time.
    pub(crate) started: i64,
}

/// Gives a sign of life.
pub(crate) async fn beat(client: &Client, process: &Process) -> Result<Heard, Failure> {
    static BEAT: Text = Text::new();
    let write = || {
        let (silence, pause) = (span(SILENCE), span(PAUSE));
        format!(
            "INSERT INTO processes AS kept (id, heard_at, heard_since, holds_sandbox, knows)
             VALUES (:process, {CLOCK}, {CLOCK}, :holds_sandbox, :knows)
             ON CONFLICT (id) DO UPDATE SET heard_at = excluded.heard_at,
                 heard_since = CASE WHEN kept.heard_at >= excluded.heard_at - {pause} THEN kept.heard_since
                     ELSE excluded.heard_at END
             RETURNING heard_at, 1 + (SELECT count(*) FROM processes AS other
                 WHERE other.id <> :process AND other.heard_at >= {CLOCK} - {silence}) AS living,
                 (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::bigint AS started"
        )
    };
    let row = values(Values::default(), process).first(client, &BEAT, write).await?;
    let row = row.ok_or_else(|| Failure::Failed("a sign of life gave no row".to_owned()))?;
    let columns = Columns::of(&row);
    Ok(Heard {
        clock: columns.get("heard_at")?,
        living: columns.number("living")?,
        started: columns.get("started")?,
    })
}

/// Forgets a process that ends.
pub(crate) async fn leave(client: &Client, process: &Process) -> Result<(), Failure> {
    static LEAVE: Text = Text::new();
    let write = || "DELETE FROM processes WHERE id = :process".to_owned();
    Values::default().with("process", process.id()).run(client, &LEAVE, write).await.map(|_| ())
}

/// Forgets processes that have been gone for long.
pub(crate) async fn forget(client: &Client, process: &Process) -> Result<(), Failure> {
    static FORGET: Text = Text::new();
    let write = || {
        let memory = span(MEMORY);
        let is_gone = is_gone("processes.id");
        format!(
            "DELETE FROM processes WHERE heard_at < {CLOCK} - {memory} AND id <> :process AND {is_gone}"
        )
    };
    Values::default().with("process", process.id()).run(client, &FORGET, write).await.map(|_| ())
}

/// A process by its name, and when it was last heard of.
pub(crate) type Sign = (String, i64);

/// The processes that do not know a migration and may be alive.
pub(crate) async fn not_knowing(client: &Client, migration: i64) -> Result<Vec<Sign>, Failure> {
    static NOT_KNOWING: Text = Text::new();
    let write =
        || "SELECT id, heard_at FROM processes WHERE knows < :migration ORDER BY id".to_owned();
    let values = Values::default().with("migration", migration);
    values.rows(client, &NOT_KNOWING, write).await?.iter().map(sign).collect()
}

/// When each other process with the simulated provider inside was last heard of, if that may be alive.
pub(crate) async fn sandboxes(client: &Client, process: &Process) -> Result<Vec<Sign>, Failure> {
    static SANDBOXES: Text = Text::new();
    let write = || {
        let silence = span(SILENCE);
        format!(
            "SELECT id, heard_at FROM processes
             WHERE holds_sandbox AND id <> :process AND heard_at >= {CLOCK} - {silence} ORDER BY id"
        )
    };
    let values = Values::default().with("process", process.id());
    values.rows(client, &SANDBOXES, write).await?.iter().map(sign).collect()
}

fn sign(row: &Row) -> Result<Sign, Failure> {
    let columns = Columns::of(row);
    Ok((columns.get("id")?, columns.get("heard_at")?))
}
