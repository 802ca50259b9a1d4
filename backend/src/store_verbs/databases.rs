//! The verbs with a PostgreSQL database: the command does the work itself, by connections of its own, while services run or not.

use std::path::Path;
use std::time::Duration;

use pse_store_postgres::tools::place::Place;
use pse_store_postgres::tools::snapshot::PostgresSnapshot;
use pse_store_postgres::tools::target::PostgresTarget;
use pse_store_postgres::tools::{stats as figures, verify as check};
use pse_store_sqlite::copying::from_backup::OpenedBackup;
use pse_store_sqlite::copying::to_backup::BackupFile;
use pse_store_tools::ToolError;
use pse_store_tools::copy::fill;
use pse_store_tools::rows::Target;

use super::command::Output;
use super::ending::{Ending, found, json, success};
use super::show;

/// Says what the store has.
///
/// # Errors
/// Why it cannot be told.
pub async fn stats(place: &Place, output: Output) -> Result<Ending, ToolError> {
    let stats = figures::stats(place).await?;
    match output {
        Output::Json => json(&stats),
        Output::Table => Ok(success(show::database_stats(&stats))),
    }
}

/// Checks the store.
///
/// # Errors
/// When it cannot be read.
pub async fn verify(place: &Place) -> Result<Ending, ToolError> {
    let verified = check::verify(place).await?;
    Ok(found(verified.database, &verified.findings, ""))
}

/// Copies the store, as it is at this moment, to a file that `store verify` reads, and a service could open.
///
/// # Errors
/// Why it was not done; nothing is left behind then.
pub async fn backup(
    place: &Place,
    to: &Path,
    replace: bool,
    within: Duration,
) -> Result<Ending, ToolError> {
    let mut file = BackupFile::begin(to, replace)?;
    let snapshot = PostgresSnapshot::open(place, within).await?;
    let copied = fill(snapshot.rows(), &mut file, &place.address()).await?;
    drop(snapshot);
    Ok(success(show::compared(&copied) + &show::backup(&file.finish(to)?)))
}

/// Puts a backup into the store, which must be empty.
///
/// # Errors
/// Why it was not done. No service starts on a store that has a part of it.
pub async fn put_back(backup: &Path, place: &Place) -> Result<Ending, ToolError> {
    let opened = OpenedBackup::open(backup)?;
    let mut target = PostgresTarget::open(place).await?;
    let from = std::path::absolute(backup).unwrap_or_else(|_| backup.to_owned());
    let from = format!("the backup {}", from.display());
    let copied = fill(opened.rows(), &mut target, &from).await?;
    target.release().await?;
    Ok(success(show::compared(&copied) + &show::put_back(backup, &place.address())))
}
