//! The schema, migration by migration. What a file has is kept in its table `_sqlx_migrations`, which earlier builds
//! wrote by the crate sqlx: version, checksum (SHA-384 of the migration's text) and whether it succeeded; and from the
//! migration that makes it on in `schema_migrations`, which also says who may write the file beside a migration.

use std::time::Instant;

use pse_core::ports::store::schema::{self, Applied, Migration, SchemaError};
use rusqlite::{Connection, TransactionBehavior, named_params};

use super::{copy_mark, persons};

/// The newest migration of programs that know `_sqlx_migrations` alone, and refuse whatever they do not know there.
const BARRED_BY_NAME: i64 = 14;

/// KiB of pages that are kept while migrations run: what goes through all rows in another order than theirs would write each
/// page many times.
const CACHE: i64 = 64 * 1024;

/// Every migration, in order.
pub(super) const MIGRATIONS: [Migration; 15] = [
    Migration::new(1, "checkouts", include_str!("../migrations/0001_checkouts.sql")),
    Migration::new(2, "payments", include_str!("../migrations/0002_payments.sql")),
    Migration::new(3, "payment history", include_str!("../migrations/0003_payment_history.sql")),
    Migration::new(4, "bank lists", include_str!("../migrations/0004_bank_lists.sql")),
    Migration::new(5, "notifications", include_str!("../migrations/0005_notifications.sql")),
    Migration::new(6, "readiness", include_str!("../migrations/0006_readiness.sql")),
    Migration::new(7, "providers", include_str!("../migrations/0007_providers.sql")),
    Migration::new(8, "creation leases", include_str!("../migrations/0008_creation_leases.sql")),
    Migration::new(
        9,
        "history by payment",
        include_str!("../migrations/0009_history_by_payment.sql"),
    ),
    Migration::new(10, "payment counts", include_str!("../migrations/0010_payment_counts.sql")),
    Migration::new(11, "plain checks", include_str!("../migrations/0011_plain_checks.sql")),
    Migration::new(12, "persons", include_str!("../migrations/0012_persons.sql")),
    Migration::new(13, "consents", include_str!("../migrations/0013_consents.sql")),
    Migration::new(
        14,
        "notifications by site",
        include_str!("../migrations/0014_notifications_by_site.sql"),
    ),
    Migration::new(15, "writers", include_str!("../migrations/0015_writers.sql")).written_since(14),
];

/// The newest migration that this program knows.
pub(super) const NEWEST: i64 = {
    let [.., last] = MIGRATIONS;
    last.version()
};

/// Why a schema cannot be brought up to date.
#[derive(Debug, thiserror::Error)]
pub(super) enum MigrateError {
    /// A migration failed; nothing of it was kept.
    #[error("while executing migration {1}: {0}")]
    ExecuteMigration(#[source] rusqlite::Error, i64),
    /// The table of migrations cannot be read or made.
    #[error("while executing migrations: {0}")]
    Execute(#[from] rusqlite::Error),
    /// The file has migrations that do not fit this program.
    #[error(transparent)]
    Schema(#[from] SchemaError),
}

fn apply(connection: &mut Connection, migration: &Migration) -> rusqlite::Result<()> {
    let began = Instant::now();
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch(migration.text())?;
    note(&transaction, migration, i64::try_from(began.elapsed().as_nanos()).unwrap_or(i64::MAX))?;
    transaction.commit()
}

/// Notes that a file has a migration, where those look who are to know.
fn note(connection: &Connection, migration: &Migration, nanoseconds: i64) -> rusqlite::Result<()> {
    let has_writers = migration.version() > BARRED_BY_NAME;
    if has_writers {
        connection.execute(
            "INSERT INTO schema_migrations (version, description, checksum, execution_time, oldest_writer)
             VALUES (:version, :description, :checksum, :nanoseconds, :oldest_writer)",
            named_params! {
                ":version": migration.version(),
                ":description": migration.description(),
                ":checksum": migration.checksum(),
                ":nanoseconds": nanoseconds,
                ":oldest_writer": migration.oldest_writer(),
            },
        )?;
    }
    if !has_writers || migration.oldest_writer() > BARRED_BY_NAME {
        connection.execute(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (:version, :description, TRUE, :checksum, :nanoseconds)",
            named_params! {
                ":version": migration.version(),
                ":description": migration.description(),
                ":checksum": migration.checksum(),
                ":nanoseconds": nanoseconds,
            },
        )?;
    }
    Ok(())
}

/// Brings a file's schema up to date: checks what it has, and applies what it lacks, each migration in a transaction of
/// its own.
pub(super) fn migrate(
    connection: &mut Connection,
    migrations: &[Migration],
) -> Result<(), MigrateError> {
    persons::add_function(connection)?;
    connection.execute_batch(
        "CREATE TABLE IF NOT EXISTS _sqlx_migrations (
             version BIGINT PRIMARY KEY,
             description TEXT NOT NULL,
             installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
             success BOOLEAN NOT NULL,
             checksum BLOB NOT NULL,
             execution_time BIGINT NOT NULL
         )",
    )?;
    let applied = applied(connection)?;
    let missing = schema::missing(migrations, &applied)?;
    if missing.is_empty() {
        return Ok(());
    }
    if let (Some(from), Some(to)) = (applied.last(), missing.last()) {
        tracing::info!(
            from = from.version,
            to = to.version(),
            "The store's schema is brought up to date; a large file takes a while."
        );
    }
    let kept: i64 = connection.query_row("PRAGMA cache_size", [], |row| row.get(0))?;
    connection.pragma_update(None, "cache_size", -CACHE)?;
    for migration in missing {
        apply(connection, migration)
            .map_err(|error| MigrateError::ExecuteMigration(error, migration.version()))?;
    }
    connection.pragma_update(None, "cache_size", kept)?;
    connection.execute_batch("PRAGMA shrink_memory")?;
    Ok(())
}

/// What a file's migrations say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Version {
    /// The newest migration that the file has; 0 where it has none.
    pub(super) newest: i64,
    /// The first migration of a later program that this one may not write beside.
    pub(super) closed_by: Option<i64>,
}

impl Version {
    /// Whether a later program has migrated the file. It may have words and columns that this one does not know.
    pub(super) fn is_of_a_later_program(self) -> bool {
        self.newest > NEWEST
    }
}

/// Reads which migrations a file has.
///
/// # Errors
/// When SQLite fails, by finding damage, too.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<Version> {
    let mut applied = applied(connection)?;
    // What is copied to another store has a mark that is no migration.
    applied.retain(|migration| migration.version < copy_mark::VERSION);
    let closed = applied.iter().find(|one| one.version > NEWEST && one.oldest_writer > NEWEST);
    Ok(Version {
        newest: applied.iter().map(|migration| migration.version).max().unwrap_or(0),
        closed_by: closed.map(|migration| migration.version),
    })
}

/// The migrations that a file has. What is noted in `_sqlx_migrations` alone may be written by programs that know it.
fn applied(connection: &Connection) -> rusqlite::Result<Vec<Applied>> {
    let mut applied: Vec<Applied> = connection
        .prepare("SELECT version, success, checksum FROM _sqlx_migrations ORDER BY version")?
        .query_map([], |row| {
            let version = row.get(0)?;
            let (success, checksum) = (row.get(1)?, row.get(2)?);
            Ok(Applied { version, success, checksum, oldest_writer: version })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let is_there = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'schema_migrations')";
    if !connection.query_row(is_there, [], |row| row.get::<_, bool>(0))? {
        return Ok(applied);
    }
    let mut statement = connection.prepare(
        "SELECT version, checksum, oldest_writer FROM schema_migrations ORDER BY version",
    )?;
    let noted = statement.query_map([], |row| {
        let (version, checksum, oldest_writer) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(Applied { version, success: true, checksum, oldest_writer })
    })?;
    for migration in noted {
        let migration = migration?;
        applied.retain(|barred| barred.version != migration.version);
        applied.push(migration);
    }
    Ok(applied)
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
        let known = MIGRATIONS.map(|migration| migration.file_name());
        assert_eq!(known.to_vec(), files);
    }
}
