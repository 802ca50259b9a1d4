//! Opening the file: locked against other processes, durable, and of the schema this
//! program knows.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use pse_core::model::id::random_name;
use pse_core::ports::store::OpenError;
use sqlx::ConnectOptions;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};

use super::SqliteStore;
use super::cannot_open::CannotOpen;
use super::lock::{FileLock, private};
use super::version::loses_commits;
use super::writer::Writer;

pub(super) static MIGRATIONS: Migrator = sqlx::migrate!();

/// Connections that read, beside the one that writes.
const READERS: u32 = 4;
/// How long a statement waits for another program (a backup, `sqlite3`) to let go.
pub(super) const BUSY: Duration = Duration::from_secs(5);

impl SqliteStore {
    /// Opens a database file, creates it when missing, and migrates its schema. Takes `sqlite:<path>`,
    /// `sqlite://<path>` or a path.
    ///
    /// # Errors
    /// When the file cannot be served safely; it is unchanged then.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        Ok(open(url).await?)
    }
}

/// Opens a database file as a process of its own.
pub(super) async fn open(url: &str) -> Result<SqliteStore, CannotOpen> {
    let path = file_of(url)?;
    let unusable = |source| CannotOpen::File { path: path.to_owned(), source };
    private().open(path).map_err(unusable)?;
    let path = path.canonicalize().map_err(unusable)?;
    let lock = FileLock::take(&path)?;
    let process = random_name().map_err(|error| CannotOpen::NoRandomness(error.to_string()))?;

    let options = options(&path);
    let mut connection = options.connect().await?;
    check_version(&mut connection).await?;
    check_durable(&mut connection, &path).await?;
    migrate(&mut connection).await?;

    let readers = SqlitePoolOptions::new()
        .max_connections(READERS)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .connect_lazy_with(options.clone().read_only(true));
    let writer = Writer::start(connection, options, lock);
    Ok(SqliteStore { writer, readers, process: process.into(), changes: Arc::default() })
}

pub(super) fn file_of(url: &str) -> Result<&Path, CannotOpen> {
    let path = url.strip_prefix("sqlite:").unwrap_or(url);
    let path = path.strip_prefix("//").unwrap_or(path);
    if path.is_empty() || path.contains(":memory:") || path.contains("mode=memory") {
        return Err(CannotOpen::NotAFile);
    }
    Ok(Path::new(path))
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .disable_statement_logging()
}

async fn check_version(connection: &mut SqliteConnection) -> Result<(), CannotOpen> {
    let version: String =
        sqlx::query_scalar("SELECT sqlite_version()").fetch_one(connection).await?;
    if loses_commits(&version) { Err(CannotOpen::UnsafeVersion(version)) } else { Ok(()) }
}

/// Asks SQLite what it made of the settings: some file systems cannot have a log.
async fn check_durable(connection: &mut SqliteConnection, path: &Path) -> Result<(), CannotOpen> {
    let settings = [
        ("journal_mode", "PRAGMA journal_mode", "wal"),
        ("synchronous", "SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous", "2"),
        ("foreign_keys", "SELECT CAST(foreign_keys AS TEXT) FROM pragma_foreign_keys", "1"),
    ];
    for (setting, question, wanted) in settings {
        let found: String = sqlx::query_scalar(question).fetch_one(&mut *connection).await?;
        if found != wanted {
            return Err(CannotOpen::NotDurable { path: path.to_owned(), setting, found, wanted });
        }
    }
    Ok(())
}

async fn migrate(connection: &mut SqliteConnection) -> Result<(), CannotOpen> {
    let known = MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or(0);
    match MIGRATIONS.run(connection).await {
        Ok(()) => Ok(()),
        Err(MigrateError::VersionMissing(found)) if found > known => {
            Err(CannotOpen::NewerSchema { found, known })
        }
        Err(error) => Err(CannotOpen::Migration(error)),
    }
}
