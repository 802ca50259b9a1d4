//! Opening the store: a server reached, its schema brought up to date, this process known to the others.

use std::time::Instant;

use pse_core::ports::store::OpenError;

use super::PostgresStore;
use super::cannot_open::{CannotOpen, FOREIGN};
use super::changes::Place;
use super::copy_mark;
use super::database_clock::DatabaseClock;
use super::failure::Failure;
use super::keeper::BEAT;
use super::migrations::{self, MIGRATIONS, MigrateError, migrate};
use super::pause::pause;
use super::pool::Client;
use super::processes::{self, LISTENING, Process};
use super::reach::{PATIENCE, Reached};
use super::settings::Settings;

impl PostgresStore {
    /// Opens a database as a process of its own, and brings its schema up to date. A server that is down, or a standby, is
    /// waited for.
    ///
    /// # Errors
    /// When the database cannot be served safely; nothing of it is half changed then.
    pub async fn open(settings: &Settings) -> Result<Self, OpenError> {
        // On the heap: it is large, and nobody waits for it often.
        Ok(Box::pin(open(settings)).await?)
    }
}

async fn open(settings: &Settings) -> Result<PostgresStore, CannotOpen> {
    let reached = Reached::new(settings, Some(PATIENCE)).await?;
    let direct = reached.direct().await?;
    let process = Process::new(settings.holds_sandbox, migrations::newest(&MIGRATIONS))?;
    let clock = DatabaseClock::new();
    let joined = join(settings, &reached, &direct, &process, &clock).await;
    let (place, living) = joined.map_err(|error| error.with_key(reached.direct_key()))?;
    drop(direct);
    Ok(PostgresStore::begin(reached.pools, process, place, clock, living))
}

/// Brings the schema up to date and joins the processes that have the store open. Returns from where on this one hears of
/// changes, and how many there are.
async fn join(
    settings: &Settings,
    reached: &Reached,
    direct: &Client,
    process: &Process,
    clock: &DatabaseClock,
) -> Result<(Place, u32), CannotOpen> {
    if let Some(why) = copy_mark::refusal(direct).await? {
        return Err(CannotOpen::Unfit(why));
    }
    migrate(direct, &MIGRATIONS).await?;
    reached.check_tables(direct).await?;
    let asked = clock.ask();
    let heard = processes::beat(direct, process).await?;
    clock.learn(asked, heard.clock);
    // Once more, now that whoever migrates sees this process: until then it was not asked whether it may write beside that.
    let judged = migrations::judge(direct, &MIGRATIONS).await.map_err(CannotOpen::from);
    let checked = match judged.and_then(|()| reached.check_room(heard.living)) {
        Ok(()) => check_sandbox(direct, settings, process).await,
        error => error,
    };
    if checked.is_err() {
        // Whoever comes next need not wait for this one; it is silent from now on in any case.
        let _ = processes::leave(direct, process).await;
    }
    checked?;
    Ok((Place::find(direct).await?, heard.living))
}

/// Refuses a second process with the sandbox inside: each would have a provider of its own, which knows nothing of the
/// other's payments. One that has died without a word is told from a living one by its silence.
async fn check_sandbox(
    client: &Client,
    settings: &Settings,
    process: &Process,
) -> Result<(), CannotOpen> {
    if !settings.holds_sandbox {
        return Ok(());
    }
    let before = processes::sandboxes(client, process).await?;
    if before.is_empty() {
        return Ok(());
    }
    tracing::warn!(
        "another process has opened the store with the sandbox inside: listening whether it lives"
    );
    let began = Instant::now();
    while began.elapsed() < LISTENING {
        pause(BEAT).await;
        // Heard of itself meanwhile: of two that start at once neither takes the other for dead.
        processes::beat(client, process).await?;
    }
    let after = processes::sandboxes(client, process).await?;
    if after.iter().all(|heard| before.contains(heard)) {
        return Ok(());
    }
    Err(CannotOpen::Unfit(
        "another process with the sandbox inside has the store open, and each would have its own provider: set \
         sandbox.enabled = false in all but one, and provider.endpoint to the address of that one's sandbox"
            .to_owned(),
    ))
}

impl From<MigrateError> for CannotOpen {
    fn from(error: MigrateError) -> Self {
        let why = match error {
            MigrateError::Execute(Failure::Unknown(_)) => {
                return Self::NoConnection(error.to_string());
            }
            MigrateError::Execute(Failure::Corrupt(_)) => format!("{error}{FOREIGN}"),
            MigrateError::NewerSchema { .. }
            | MigrateError::OlderPrograms { .. }
            | MigrateError::MayNotCreate(_) => error.to_string(),
            MigrateError::ExecuteMigration(..)
            | MigrateError::Execute(_)
            | MigrateError::Schema(_) => {
                format!("the schema cannot be brought up to date: {error}")
            }
        };
        Self::Unfit(why)
    }
}
