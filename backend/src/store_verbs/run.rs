//! Each verb is carried out with the store of a configuration.

use std::path::Path;
use std::time::Duration;

use pse_store_postgres::tools::place::Place;
use pse_store_tools::ToolError;

use super::command::StoreCommand;
use super::copies::{self, Here};
use super::ending::{Ending, refused};
use super::{databases, files};
use crate::config::{self, Config, StoreUrl};
use crate::control::carry_out::verified;

/// Carries out a verb with the store of a configuration.
#[must_use]
pub fn run(file: Option<&Path>, command: &StoreCommand) -> Ending {
    // A backup needs no store, and no configuration.
    let done = if let StoreCommand::Verify { file: Some(backup) } = command {
        verified(backup).map(|verified| files::looked_at(&verified))
    } else {
        configured(file, command)
    };
    done.unwrap_or_else(|ToolError(why)| refused(&why))
}

fn configured(file: Option<&Path>, command: &StoreCommand) -> Result<Ending, ToolError> {
    let config = Config::load(file, config::process_environment())
        .map_err(|errors| ToolError(errors.to_string()))?;
    let is_real = !config.is_sandboxed();
    let here = match &config.store.url {
        StoreUrl::Sqlite(path) => Here::File(path),
        StoreUrl::Postgres(postgres) => {
            let direct = postgres.direct_url.as_ref();
            Here::Database(Place::of_store(&postgres.url, direct, is_real))
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| ToolError(format!("cannot start: {error}")))?;
    runtime.block_on(with(&here, is_real, command))
}

async fn with(here: &Here<'_>, is_real: bool, command: &StoreCommand) -> Result<Ending, ToolError> {
    match (command, here) {
        (StoreCommand::Stats { output }, Here::File(store)) => files::stats(store, *output),
        (StoreCommand::Stats { output }, Here::Database(place)) => {
            databases::stats(place, *output).await
        }
        (StoreCommand::Backup { file, force, .. }, Here::File(store)) => {
            files::backup(store, file, *force)
        }
        (StoreCommand::Backup { file, force, within }, Here::Database(place)) => {
            let within = Duration::from_secs(within.saturating_mul(60));
            databases::backup(place, file, *force, within).await
        }
        (StoreCommand::Restore { file, force }, Here::File(store)) => {
            files::put_back(file, store, *force)
        }
        (StoreCommand::Restore { force: true, .. }, Here::Database(_)) => Err(ToolError(
            "a database is never replaced: name an empty one in store.url, and leave --force out"
                .to_owned(),
        )),
        (StoreCommand::Restore { file, .. }, Here::Database(place)) => {
            databases::put_back(file, place).await
        }
        (StoreCommand::Copy { to: Some(to), to_password_file, .. }, here) => {
            let to = copies::other(to, to_password_file.as_deref())?;
            copies::carry_out(here, to, is_real).await
        }
        (StoreCommand::Copy { to: None, .. }, here) => copies::undo(here).await,
        (StoreCommand::Verify { .. }, Here::File(store)) => files::verify(store),
        (StoreCommand::Verify { .. }, Here::Database(place)) => databases::verify(place).await,
    }
}
