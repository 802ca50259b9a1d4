//! Why a file cannot be the store, and what to do about it.

use std::io;
use std::path::PathBuf;

use pse_core::ports::store::OpenError;

use super::migrations::MigrateError;

/// Why a database file cannot be opened as the store.
#[derive(Debug, thiserror::Error)]
pub(super) enum CannotOpen {
    /// The address names no file: the store would be gone with the process.
    #[error("the store needs a file: what is only in memory is lost when the process ends")]
    NotAFile,
    /// The operating system refuses to open the file.
    #[error("cannot open {}: {source}", path.display())]
    File {
        /// The path of the file.
        path: PathBuf,
        /// The operating system's reason.
        source: io::Error,
    },
    /// Others than its owner may reach one of the files, and this process may not change that.
    #[error("{what}: {mend}")]
    Loose {
        /// Which file it is, and what others may do with it.
        what: String,
        /// The commands that mend it.
        mend: String,
    },
    /// A link lies where a file of the store belongs, and nobody who may has put it there.
    #[error("{} is a link that this program does not follow; remove it: rm {}", .0.display(), .0.display())]
    Link(PathBuf),
    /// Another process has the file open.
    #[error("{} is already in use by another process", .0.display())]
    InUse(PathBuf),
    /// This version of SQLite can lose committed rows.
    #[error(
        "SQLite {0} can lose committed rows (3.7.0 to 3.51.2 in WAL mode); build with 3.51.3 or later"
    )]
    UnsafeVersion(String),
    /// The file cannot be written durably.
    #[error("{} cannot be written durably: {setting} is {found}, not {wanted}", path.display())]
    NotDurable {
        /// The path of the file.
        path: PathBuf,
        /// The setting of SQLite.
        setting: &'static str,
        /// The setting's value.
        found: String,
        /// The value that the setting must have.
        wanted: &'static str,
    },
    /// A later version of this program has used the file.
    #[error(
        "the file's schema is version {found}, newer than this program knows ({known}): run a newer version of the program"
    )]
    NewerSchema {
        /// The version of the file's schema.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// The schema cannot be brought up to date.
    #[error("the schema cannot be brought up to date: {0}")]
    Migration(MigrateError),
    /// No random name for this process could be made.
    #[error("{0}")]
    NoRandomness(String),
    /// The program ends before the file is open.
    #[error("the program is stopping")]
    Stopping,
    /// SQLite failed.
    #[error("SQLite failed: {0}")]
    Database(#[from] rusqlite::Error),
}

impl From<CannotOpen> for OpenError {
    fn from(reason: CannotOpen) -> Self {
        Self(reason.to_string())
    }
}
