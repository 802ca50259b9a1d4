//! The schema, migration by migration. What a file has is kept in its table `_sqlx_migrations`, which earlier builds
//! wrote by the crate sqlx: version, checksum (SHA-384 of the migration's text) and whether it succeeded.

use std::time::Instant;

use pse_core::ports::store::schema::{self, Applied, Migration, SchemaError};
use rusqlite::{Connection, TransactionBehavior, named_params};

use super::persons;

/// Every migration, in order.
pub(super) const MIGRATIONS: [Migration; 14] = [
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
];

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
    transaction.execute(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (:version, :description, TRUE, :checksum, :nanoseconds)",
        named_params! {
            ":version": migration.version(),
            ":description": migration.description(),
            ":checksum": migration.checksum(),
            ":nanoseconds": i64::try_from(began.elapsed().as_nanos()).unwrap_or(i64::MAX),
        },
    )?;
    transaction.commit()
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
    for migration in schema::missing(migrations, &applied(connection)?)? {
        apply(connection, migration)
            .map_err(|error| MigrateError::ExecuteMigration(error, migration.version()))?;
    }
    Ok(())
}

/// The migrations that a file has. A later program's may not be written: this one has the file alone.
fn applied(connection: &Connection) -> rusqlite::Result<Vec<Applied>> {
    connection
        .prepare("SELECT version, success, checksum FROM _sqlx_migrations ORDER BY version")?
        .query_map([], |row| {
            let version = row.get(0)?;
            let (success, checksum) = (row.get(1)?, row.get(2)?);
            Ok(Applied { version, success, checksum, oldest_writer: version })
        })?
        .collect()
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
