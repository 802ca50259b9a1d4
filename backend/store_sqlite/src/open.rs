//! Opening the file: locked against other processes, durable, and of the schema this
//! program knows.

use std::path::Path;
use std::sync::Arc;

use pse_core::model::id::random_name;
use pse_core::ports::store::OpenError;
use pse_core::ports::store::schema::SchemaError;
use rusqlite::Connection;

use super::SqliteStore;
use super::cannot_open::CannotOpen;
use super::check::records;
use super::connections;
use super::copy_mark;
use super::header;
use super::health::Health;
use super::lock::{FileLock, Note, note, private};
use super::log_check;
use super::migrations::{MIGRATIONS, MigrateError, NEWEST};
use super::modes;
use super::readers::Readers;
use super::version::loses_commits;
use super::watch::Watch;
use super::writer::Writer;

impl SqliteStore {
    /// Opens a database file, creates it when missing, and migrates its schema. Takes `sqlite:<path>`,
    /// `sqlite://<path>` or a path.
    ///
    /// # Errors
    /// When the file cannot be served safely; what it holds is unchanged then.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        let path = file_of(url)?;
        open(url).await.map_err(|reason| reason.named(path))
    }
}

/// Opens a database file as a process of its own.
pub(super) async fn open(url: &str) -> Result<SqliteStore, CannotOpen> {
    let path = file_of(url)?.to_owned();
    apart(move || open_file(&path)).await?
}

/// Does work that takes its time, on a thread where it keeps nobody waiting.
pub(super) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, CannotOpen> {
    tokio::task::spawn_blocking(work).await.map_err(|_| CannotOpen::Stopping)
}

fn open_file(path: &Path) -> Result<SqliteStore, CannotOpen> {
    opened(path).map_err(|reason| reason.of(path))
}

fn opened(path: &Path) -> Result<SqliteStore, CannotOpen> {
    let unusable = |source| CannotOpen::File { path: path.to_owned(), source };
    modes::narrow(path)?;
    private().open(path).map_err(unusable)?;
    let path = path.canonicalize().map_err(unusable)?;
    let mut lock = FileLock::take(&path)?;
    match note(&path) {
        Some(Note::Damaged) => return Err(CannotOpen::FoundDamaged(path)),
        Some(Note::Restoring) => return Err(CannotOpen::HalfRestored(path)),
        Some(Note::Copying) => return Err(CannotOpen::HalfCopied(path)),
        Some(Note::Store) | None => {}
    }
    header::look(&path)?;
    if let Some(finding) = log_check::look(&path).map_err(unusable)? {
        return Err(CannotOpen::LogDamaged { path, finding });
    }
    let process = random_name().map_err(|error| CannotOpen::NoRandomness(error.to_string()))?;
    if loses_commits(rusqlite::version()) {
        return Err(CannotOpen::UnsafeVersion(rusqlite::version().to_owned()));
    }

    let mut connection = connections::to_write(&path)?;
    check_durable(&connection, &path)?;
    if let Some(to) = copy_mark::read(&connection)? {
        return Err(CannotOpen::CopiedAway { path, to });
    }
    migrate(&mut connection)?;
    check_newest(&connection, &path)?;
    if note(&path) != Some(Note::Store) {
        lock.write(Note::Store).map_err(unusable)?;
    }

    let health = Health::new(&path);
    let writer = Writer::start(connection, &path, lock, health.clone()).map_err(unusable)?;
    let readers = Readers::new(&path, &health);
    let watch = Watch::new(&path, health);
    Ok(SqliteStore { writer, readers, watch, process: process.into(), changes: Arc::default() })
}

pub(super) fn file_of(url: &str) -> Result<&Path, CannotOpen> {
    let path = url.strip_prefix("sqlite:").unwrap_or(url);
    let path = path.strip_prefix("//").unwrap_or(path);
    if path.is_empty() || path.contains(":memory:") || path.contains("mode=memory") {
        return Err(CannotOpen::NotAFile);
    }
    Ok(Path::new(path))
}

/// Asks SQLite what it made of the settings: some file systems cannot have a log.
fn check_durable(connection: &Connection, path: &Path) -> Result<(), CannotOpen> {
    let settings = [
        ("journal_mode", "PRAGMA journal_mode", "wal"),
        ("synchronous", "SELECT CAST(synchronous AS TEXT) FROM pragma_synchronous", "2"),
        ("foreign_keys", "SELECT CAST(foreign_keys AS TEXT) FROM pragma_foreign_keys", "1"),
    ];
    for (setting, question, wanted) in settings {
        let found: String = connection.query_row(question, [], |row| row.get(0))?;
        if found != wanted {
            return Err(CannotOpen::NotDurable { path: path.to_owned(), setting, found, wanted });
        }
    }
    Ok(())
}

/// Reads the newest rows of each table: what was written last is what a crash or a full disk would have cut.
fn check_newest(connection: &Connection, path: &Path) -> Result<(), CannotOpen> {
    match records::check_newest(connection) {
        Ok(None) => Ok(()),
        Ok(Some(finding)) => Err(CannotOpen::Damaged { path: path.to_owned(), finding }),
        Err(error) => Err(CannotOpen::Database(error)),
    }
}

fn migrate(connection: &mut Connection) -> Result<(), CannotOpen> {
    match super::migrations::migrate(connection, &MIGRATIONS) {
        Ok(()) => Ok(()),
        Err(MigrateError::Schema(SchemaError::VersionMissing(found))) if found > NEWEST => {
            Err(CannotOpen::NewerSchema { found, known: NEWEST })
        }
        Err(error) => Err(CannotOpen::Migration(error)),
    }
}
