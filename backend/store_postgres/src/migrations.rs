//! The schema, migration by migration. What a database has is kept in its table `schema_migrations`, with the oldest
//! program that may write it.

use std::time::{Duration, Instant};

use pse_core::ports::store::schema::{self, Applied, Migration, SchemaError};

use super::columns::Columns;
use super::failure::Failure;
use super::pause::pause;
use super::pool::Client;
use super::processes::{self, LISTENING, Sign};
use super::values::Values;

/// Every migration, in order.
pub(crate) const MIGRATIONS: [Migration; 6] = [
    Migration::new(1, "checkouts", include_str!("../migrations/0001_checkouts.sql")),
    Migration::new(2, "payments", include_str!("../migrations/0002_payments.sql")),
    Migration::new(
        3,
        "probes and counts",
        include_str!("../migrations/0003_probes_and_counts.sql"),
    ),
    Migration::new(4, "notifications", include_str!("../migrations/0004_notifications.sql")),
    Migration::new(5, "processes", include_str!("../migrations/0005_processes.sql")),
    Migration::new(6, "writers", include_str!("../migrations/0006_writers.sql")).written_since(5),
];

/// The newest migration of the programs that do not say what they know: every one there is knows it.
const KNOWN_BEFORE: i64 = 5;
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
    /// Processes live that may not write beside a migration that is to be made.
    #[error(
        "{} of an older program may not write beside migration {migration}, which this one makes: stop them first, or run the release between them",
        processes(.living)
    )]
    OlderPrograms {
        /// Those that live, or may.
        living: Vec<Sign>,
        /// The migration.
        migration: i64,
    },
    /// The role may not make what is missing.
    #[error("the role may not make tables in the schema {0} (42501)")]
    MayNotCreate(String),
    /// The database has migrations that do not fit this program.
    #[error(transparent)]
    Schema(SchemaError),
}

fn processes(living: &[Sign]) -> String {
    match living.len() {
        1 => "a process".to_owned(),
        count => format!("{count} processes"),
    }
}

/// The newest of some migrations; 0 where there is none.
pub(crate) fn newest(migrations: &[Migration]) -> i64 {
    migrations.iter().map(Migration::version).max().unwrap_or(0)
}

/// Brings a database's schema up to date: checks what it has, and applies what it lacks, all in one transaction. Of several
/// processes that start at once one does it, and the others find it done. Where nothing is missing nothing is written.
pub(crate) async fn migrate(client: &Client, migrations: &[Migration]) -> Result<(), MigrateError> {
    if has_table(client).await? && missing(client, migrations).await?.is_empty() {
        return Ok(());
    }
    // Those of older programs that were not heard of while it was listened.
    let mut silent = None;
    for _ in 1..TRIES {
        match in_transaction(client, migrations, silent.as_deref().unwrap_or_default()).await {
            Err(MigrateError::OlderPrograms { living, migration }) if silent.is_none() => {
                tracing::warn!(
                    migration,
                    processes = living.len(),
                    "an older program may be running that may not write beside a migration: listening whether it lives"
                );
                pause(LISTENING).await;
                silent = Some(living);
            }
            Err(MigrateError::ExecuteMigration(failure, _) | MigrateError::Execute(failure))
                if is_passing(&failure) =>
            {
                tracing::info!(reason = %failure, "waiting to bring the database's schema up to date");
                pause(PAUSE).await;
            }
            done => return done,
        }
    }
    in_transaction(client, migrations, silent.as_deref().unwrap_or_default()).await
}

/// Checks that this program may write the schema that a database has.
pub(crate) async fn judge(client: &Client, migrations: &[Migration]) -> Result<(), MigrateError> {
    missing(client, migrations).await.map(|_| ())
}

/// Looks whether a schema could be brought up to date, as far as that is seen without writing.
pub(crate) async fn check(client: &Client, migrations: &[Migration]) -> Result<(), MigrateError> {
    if has_table(client).await? && missing(client, migrations).await?.is_empty() {
        return Ok(());
    }
    let question = "SELECT coalesce(current_schema()::text, 'that search_path names') AS schema,
         coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS may";
    let row = client.first(question, &[]).await?;
    let row = row.ok_or_else(|| Failure::Failed("a question gave no row".to_owned()))?;
    let columns = Columns::of(&row);
    match columns.get("may")? {
        true => Ok(()),
        false => Err(MigrateError::MayNotCreate(columns.get("schema")?)),
    }
}

/// The names of the tables that migrations make.
pub(crate) fn tables(migrations: &[Migration]) -> Vec<&'static str> {
    let lines = migrations.iter().flat_map(|migration| migration.text().lines());
    lines.filter_map(|line| line.strip_prefix("CREATE TABLE ")?.split([' ', '(']).next()).collect()
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

async fn in_transaction(
    client: &Client,
    migrations: &[Migration],
    silent: &[Sign],
) -> Result<(), MigrateError> {
    client.begin().await?;
    match apply_missing(client, migrations, silent).await {
        Ok(()) => Ok(client.commit().await?),
        Err(error) => {
            client.roll_back().await;
            Err(error)
        }
    }
}

/// Takes the row by which processes wait for one another, and applies what is missing then.
async fn apply_missing(
    client: &Client,
    migrations: &[Migration],
    silent: &[Sign],
) -> Result<(), MigrateError> {
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
        if migration.oldest_writer() > KNOWN_BEFORE {
            check_writers(client, migration, silent).await?;
        }
        let began = Instant::now();
        let failed = |failure| MigrateError::ExecuteMigration(failure, migration.version());
        client.batch(migration.text()).await.map_err(failed)?;
        note(client, migration, began.elapsed()).await.map_err(failed)?;
    }
    Ok(())
}

/// Refuses a migration that a process may not write beside, unless it was silent for long enough.
async fn check_writers(
    client: &Client,
    migration: &Migration,
    silent: &[Sign],
) -> Result<(), MigrateError> {
    let mut living = processes::not_knowing(client, migration.oldest_writer()).await?;
    living.retain(|sign| !silent.contains(sign));
    if living.is_empty() {
        return Ok(());
    }
    Err(MigrateError::OlderPrograms { living, migration: migration.version() })
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

/// The newest migration that a database has; 0 where it has none.
pub(crate) async fn version(client: &Client) -> Result<i64, Failure> {
    Ok(applied(client).await?.iter().map(|applied| applied.version).max().unwrap_or(0))
}

/// The migrations that a database lacks.
pub(crate) async fn missing<'m>(
    client: &Client,
    migrations: &'m [Migration],
) -> Result<Vec<&'m Migration>, MigrateError> {
    let known = newest(migrations);
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
