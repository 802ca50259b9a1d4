//! Opening the file: locked against other processes, durable, and of the schema this
//! program knows.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::ConnectOptions;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};

use super::SqliteStore;
use super::lock::{FileLock, private};
use super::version::loses_commits;
use super::writer::Writer;

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

/// Connections that read, beside the one that writes.
const READERS: u32 = 4;
/// How long a statement waits for another program (a backup, `sqlite3`) to let go.
const BUSY: Duration = Duration::from_secs(5);

/// Why a file cannot be the store.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It would be gone with the process.
    #[error("the store needs a file: what is only in memory is lost when the process ends")]
    NotAFile,
    /// The system does not let us at it.
    #[error("cannot open {}: {source}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Another process serves it.
    #[error("{} is already in use by another process", .0.display())]
    InUse(PathBuf),
    /// This SQLite can lose committed rows.
    #[error(
        "SQLite {0} can lose committed rows (3.7.0 to 3.51.2 in WAL mode); build with 3.51.3 or later"
    )]
    UnsafeVersion(String),
    /// The file cannot be written durably.
    #[error("{} cannot be written durably: {setting} is {found}, not {wanted}", path.display())]
    NotDurable {
        /// Which file.
        path: PathBuf,
        /// Which setting.
        setting: &'static str,
        /// As SQLite has it.
        found: String,
        /// As it must be.
        wanted: &'static str,
    },
    /// A later version of this program has used it.
    #[error(
        "the file's schema is version {found}, newer than this program knows ({known}): run a newer version of the program"
    )]
    NewerSchema {
        /// The file's.
        found: i64,
        /// This program's newest.
        known: i64,
    },
    /// The schema cannot be brought up to date.
    #[error("the schema cannot be brought up to date: {0}")]
    Migration(MigrateError),
    /// SQLite failed.
    #[error("SQLite failed: {0}")]
    Database(#[from] sqlx::Error),
}

impl SqliteStore {
    /// Opens a database file, makes it when missing, and brings its schema up to date. Takes
    /// `sqlite:<path>`, `sqlite://<path>` or a path.
    ///
    /// # Errors
    /// When it cannot be served safely; nothing of it has changed then.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        let path = file_of(url)?;
        let unusable = |source| OpenError::File { path: path.to_owned(), source };
        private().open(path).map_err(unusable)?;
        let path = path.canonicalize().map_err(unusable)?;
        let lock = FileLock::take(&path)?;

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
        Ok(Self { writer: Writer::start(connection, options, lock), readers })
    }

    /// Waits for what is being written, and lets the file go.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

fn file_of(url: &str) -> Result<&Path, OpenError> {
    let path = url.strip_prefix("sqlite:").unwrap_or(url);
    let path = path.strip_prefix("//").unwrap_or(path);
    if path.is_empty() || path.contains(":memory:") || path.contains("mode=memory") {
        return Err(OpenError::NotAFile);
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

async fn check_version(connection: &mut SqliteConnection) -> Result<(), OpenError> {
    let version: String =
        sqlx::query_scalar("SELECT sqlite_version()").fetch_one(connection).await?;
    if loses_commits(&version) { Err(OpenError::UnsafeVersion(version)) } else { Ok(()) }
}

/// Asks SQLite what it made of the settings: some file systems cannot have a log.
async fn check_durable(connection: &mut SqliteConnection, path: &Path) -> Result<(), OpenError> {
    let settings = [
        ("journal_mode", "PRAGMA journal_mode", "wal"),
        ("synchronous", "SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous", "2"),
        ("foreign_keys", "SELECT CAST(foreign_keys AS TEXT) FROM pragma_foreign_keys", "1"),
    ];
    for (setting, question, wanted) in settings {
        let found: String = sqlx::query_scalar(question).fetch_one(&mut *connection).await?;
        if found != wanted {
            return Err(OpenError::NotDurable { path: path.to_owned(), setting, found, wanted });
        }
    }
    Ok(())
}

async fn migrate(connection: &mut SqliteConnection) -> Result<(), OpenError> {
    let known = MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or(0);
    match MIGRATIONS.run(connection).await {
        Ok(()) => Ok(()),
        Err(MigrateError::VersionMissing(found)) if found > known => {
            Err(OpenError::NewerSchema { found, known })
        }
        Err(error) => Err(OpenError::Migration(error)),
    }
}
