//! Opening the store: a server reached, its schema brought up to date, this process known to the others.

use std::time::Duration;

use pse_core::ports::store::OpenError;

use super::PostgresStore;
use super::cannot_open::CannotOpen;
use super::changes::Place;
use super::copy_mark;
use super::failure::Failure;
use super::keeper::BEAT;
use super::migrations::{MIGRATIONS, MigrateError, migrate};
use super::pause::pause;
use super::pool::Client;
use super::processes::{self, Process};
use super::reach::{PATIENCE, Reached};
use super::settings::Settings;

/// How long another process that holds the sandbox is listened for: one that lives is heard of in that time.
const LISTENING: Duration = BEAT.saturating_mul(3);

impl PostgresStore {
    /// Opens a database as a process of its own, and brings its schema up to date. A server that is down, or a standby, is
    /// waited for.
    ///
    /// # Errors
    /// When the database cannot be served safely; nothing of it is half changed then.
    pub async fn open(settings: &Settings) -> Result<Self, OpenError> {
        Ok(open(settings).await?)
    }
}

async fn open(settings: &Settings) -> Result<PostgresStore, CannotOpen> {
    let reached = Reached::new(settings, Some(PATIENCE)).await?;
    let process = Process::new(settings.holds_sandbox)?;
    let direct = reached.direct().await?;
    if let Some(why) = copy_mark::refusal(&direct).await? {
        return Err(CannotOpen::Unfit(why).with_key(reached.direct_key()));
    }
    migrate(&direct, &MIGRATIONS)
        .await
        .map_err(|error| CannotOpen::from(error).with_key(reached.direct_key()))?;
    reached.check_tables(&direct).await?;
    let heard = processes::beat(&direct, &process).await?;
    let checked = match reached.check_room(heard.living) {
        Ok(()) => check_sandbox(&direct, settings, &process).await,
        error => error,
    };
    if checked.is_err() {
        // Whoever comes next need not wait for this one; it is silent from now on in any case.
        let _ = processes::leave(&direct, &process).await;
    }
    checked?;
    let place = Place::find(&direct).await?;
    drop(direct);
    Ok(PostgresStore::begin(reached.pools, process, place))
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
    pause(LISTENING).await;
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
            MigrateError::NewerSchema { .. } => error.to_string(),
            MigrateError::ExecuteMigration(..)
            | MigrateError::Execute(_)
            | MigrateError::Schema(_) => {
                format!("the schema cannot be brought up to date: {error}")
            }
        };
        Self::Unfit(why)
    }
}
