//! The schema, migration by migration. What a database has is kept in its table `schema_migrations`, with the oldest
//! program that may write it.

use std::time::{Duration, Instant};

use pse_core::ports::store::schema::{self, Applied, Migration, SchemaError};

use super::columns::Columns;
use super::failure::Failure;
use super::pause::pause;
use super::pool::Client;
use super::values::Values;

/// Every migration, in order.
pub(crate) const MIGRATIONS: [Migration; 5] = [
    Migration::new(1, "checkouts", include_str!("../migrations/0001_checkouts.sql")),
    Migration::new(2, "payments", include_str!("../migrations/0002_payments.sql")),
    Migration::new(
        3,
        "probes and counts",
        include_str!("../migrations/0003_probes_and_counts.sql"),
    ),
    Migration::new(4, "notifications", include_str!("../migrations/0004_notifications.sql")),
    Migration::new(5, "processes", include_str!("../migrations/0005_processes.sql")),
];

/// How often it is tried to get the tables from whoever uses them or migrates them at the same time.
const TRIES: u32 = 30;
/// How long the next try waits.
const PAUSE: Duration = Duration::from_millis(500);

/// Why a schema cannot be brought up to date.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MigrateError {
    /// A migration failed; nothing was kept.
    #[error("while executing migration {1}: {0}")]
    ExecuteMigration(#[source] Failure, i64),
    /// The table of migrations cannot be read or made.
    #[error("while executing migrations: {0}")]
    Execute(#[from] Failure),
    /// A later program's schema, which this one may not write.
    #[error(
        "the database's schema is version {found}, newer than this program knows ({known}): run a newer version of the program"
    )]
    NewerSchema {
        /// The version of the database's schema.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// The database has migrations that do not fit this program.
    #[error(transparent)]
    Schema(SchemaError),
}

/// Brings a database's schema up to date: checks what it has, and applies what it lacks, all in one transaction. Of several
/// processes that start at once one does it, and the others find it done. Where nothing is missing nothing is written.
pub(crate) async fn migrate(client: &Client, migrations: &[Migration]) -> Result<(), MigrateError> {
    if has_table(client).await? && missing(client, migrations).await?.is_empty() {
        return Ok(());
    }
    for _ in 1..TRIES {
        match in_transaction(client, migrations).await {
            Err(MigrateError::ExecuteMigration(failure, _) | MigrateError::Execute(failure))
                if is_passing(&failure) =>
            {
                tracing::info!(reason = %failure, "waiting to bring the database's schema up to date");
                pause(PAUSE).await;
            }
            done => return done,
        }
    }
    in_transaction(client, migrations).await
}

/// Whether another process stands in the way: by a lock, or as both make the first table at once.
fn is_passing(failure: &Failure) -> bool {
    match failure {
        Failure::Retry(_) => true,
        Failure::Unique { constraint } => constraint.starts_with("pg_"),
        Failure::Unknown(_) | Failure::Corrupt(_) | Failure::Failed(_) => false,
    }
}

/// Whether a database has a table of migrations.
pub(crate) async fn has_table(client: &Client) -> Result<bool, Failure> {
    let row = client.first("SELECT to_regclass('schema_migrations') IS NOT NULL AS found", &[]);
    row.await?.map_or(Ok(false), |row| Columns::of(&row).get("found"))
}

async fn in_transaction(client: &Client, migrations: &[Migration]) -> Result<(), MigrateError> {
    client.begin().await?;
    match apply_missing(client, migrations).await {
        Ok(()) => Ok(client.commit().await?),
        Err(error) => {
            client.roll_back().await;
            Err(error)
        }
    }
}

/// Takes the row by which processes wait for one another, and applies what is missing then.
async fn apply_missing(client: &Client, migrations: &[Migration]) -> Result<(), MigrateError> {
    client
        .batch(
            "SET LOCAL lock_timeout = '2s';
             CREATE TABLE IF NOT EXISTS schema_lock (single boolean NOT NULL PRIMARY KEY CHECK (single));
             INSERT INTO schema_lock VALUES (true) ON CONFLICT DO NOTHING;
             SELECT 1 FROM schema_lock FOR UPDATE;
             CREATE TABLE IF NOT EXISTS schema_migrations (
                 version        bigint NOT NULL PRIMARY KEY,
                 description    text NOT NULL,
                 installed_on   timestamptz NOT NULL DEFAULT clock_timestamp(),
                 success        boolean NOT NULL,
                 checksum       bytea NOT NULL,
                 execution_time bigint NOT NULL,
                 -- The version that a program must know to write what this migration has changed.
                 oldest_writer  bigint NOT NULL
             )",
        )
        .await?;
    for migration in missing(client, migrations).await? {
        let began = Instant::now();
        let failed = |failure| MigrateError::ExecuteMigration(failure, migration.version());
        client.batch(migration.text()).await.map_err(failed)?;
        note(client, migration, began.elapsed()).await.map_err(failed)?;
    }
    Ok(())
}

async fn note(client: &Client, migration: &Migration, took: Duration) -> Result<(), Failure> {
    let values = Values::default()
        .with("version", migration.version())
        .with("description", migration.description())
        .with("success", true)
        .with("checksum", Some(migration.checksum()))
        .with("execution_time", i64::try_from(took.as_nanos()).unwrap_or(i64::MAX))
        .with("oldest_writer", migration.oldest_writer());
    let (named, given) = (values.columns(), values.given());
    let text = values.numbered(&format!("INSERT INTO schema_migrations ({named}) SELECT {given}"));
    client.run(&text, &values.params()).await.map(|_| ())
}

/// The newest version that this program knows.
pub(crate) fn newest() -> i64 {
    MIGRATIONS.iter().map(Migration::version).max().unwrap_or(0)
}

/// The newest migration that a database has; 0 where it has none.
pub(crate) async fn version(client: &Client) -> Result<i64, Failure> {
    Ok(applied(client).await?.iter().map(|applied| applied.version).max().unwrap_or(0))
}

/// The migrations that a database lacks.
pub(crate) async fn missing<'m>(
    client: &Client,
    migrations: &'m [Migration],
) -> Result<Vec<&'m Migration>, MigrateError> {
    let known = migrations.iter().map(Migration::version).max().unwrap_or(0);
    schema::missing(migrations, &applied(client).await?).map_err(|error| match error {
        SchemaError::VersionMissing(found) if found > known => {
            MigrateError::NewerSchema { found, known }
        }
        error @ (SchemaError::VersionMissing(_)
        | SchemaError::VersionMismatch(_)
        | SchemaError::Dirty(_)) => MigrateError::Schema(error),
    })
}

/// The migrations that a database has. Its marks are none; whoever opens it asks for them.
async fn applied(client: &Client) -> Result<Vec<Applied>, Failure> {
    let text = "SELECT version, success, checksum, oldest_writer FROM schema_migrations
         WHERE version < 9000000000 ORDER BY version";
    let read = |row: &tokio_postgres::Row| {
        let columns = Columns::of(row);
        Ok(Applied {
            version: columns.get("version")?,
            success: columns.get("success")?,
            checksum: columns.get("checksum")?,
            oldest_writer: columns.get("oldest_writer")?,
        })
    };
    client.rows(text, &[]).await?.iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_a_migration_by_its_number_and_name() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort_unstable();
        assert_eq!(MIGRATIONS.map(|migration| migration.file_name()).to_vec(), files);
    }
}
