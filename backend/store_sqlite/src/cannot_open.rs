//! Why a file cannot be the store, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use pse_core::ports::store::OpenError;

use super::failure::is_damage;
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
    /// The file is damaged, cut off, or no database.
    #[error("{}: {finding}; {}", path.display(), HOW_TO_RESTORE)]
    Damaged {
        /// The path of the file.
        path: PathBuf,
        /// What is wrong with it.
        finding: String,
    },
    /// Commits in the log beside the file cannot be read any more.
    #[error(
        "{}: {finding}; {}, or, to go on without it: sqlite3 {} 'PRAGMA wal_checkpoint(TRUNCATE)', and compare the provider's panel with \
         GET /v1/payments before anything is delivered or paid back",
        path.display(), HOW_TO_RESTORE, path.display()
    )]
    LogDamaged {
        /// The path of the file.
        path: PathBuf,
        /// What is wrong with its log.
        finding: String,
    },
    /// A service found the file to be damaged, and nobody has mended it since.
    #[error(
        "{} was found to be damaged: {}; or, where it has been mended, have it checked, after which it is opened again: pse-backend store verify",
        .0.display(), HOW_TO_RESTORE
    )]
    FoundDamaged(PathBuf),
    /// The file is empty, though it was a store before.
    #[error(
        "{} is empty, though it was a store before; {}, or, to begin with an empty store, remove {}.lock and {}-wal",
        .0.display(), HOW_TO_RESTORE, .0.display(), .0.display()
    )]
    Emptied(PathBuf),
    /// The file is a database of another program.
    #[error("{} is a database of another program; set store.url to a file of its own", .0.display())]
    AnotherProgram(PathBuf),
    /// A backup was being put in the file's place when that was cut short.
    #[error("a restore of {} was cut short; run it again: pse-backend store restore <backup> --force", .0.display())]
    HalfRestored(PathBuf),
    /// Everything was copied to another store, which is to be used now.
    #[error(
        "everything in {} was copied to {to}, which is to be used now: set store.url to it. To go on with the old file all the same, \
         where nothing was paid with the copy: pse-backend store copy --undo",
        path.display()
    )]
    CopiedAway {
        /// The path of the file.
        path: PathBuf,
        /// The store that has it all.
        to: String,
    },
    /// Another store is being copied to the file, and that was cut short.
    #[error("a copy to {} was cut short; run it again, with the configuration of the old store: pse-backend store copy --to sqlite:{}", .0.display(), .0.display())]
    HalfCopied(PathBuf),
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

/// What to do about a file that cannot be opened, for an operator.
const HOW_TO_RESTORE: &str = "put a backup in its place: pse-backend store restore <backup>";

impl CannotOpen {
    /// The same reason with the file's path, and damage told as such.
    pub(super) fn of(self, path: &Path) -> Self {
        let damage = match &self {
            Self::Database(error)
            | Self::Migration(
                MigrateError::ExecuteMigration(error, _) | MigrateError::Execute(error),
            ) => is_damage(error).then(|| error.to_string()),
            Self::NotAFile
            | Self::File { .. }
            | Self::Loose { .. }
            | Self::Link(_)
            | Self::InUse(_)
            | Self::UnsafeVersion(_)
            | Self::NotDurable { .. }
            | Self::NewerSchema { .. }
            | Self::Migration(_)
            | Self::Damaged { .. }
            | Self::LogDamaged { .. }
            | Self::FoundDamaged(_)
            | Self::Emptied(_)
            | Self::AnotherProgram(_)
            | Self::HalfRestored(_)
            | Self::HalfCopied(_)
            | Self::CopiedAway { .. }
            | Self::NoRandomness(_)
            | Self::Stopping => None,
        };
        match damage {
            Some(finding) => Self::Damaged { path: path.to_owned(), finding },
            None => self,
        }
    }

    /// The reason as an operator reads it: it names the file, whatever it is.
    pub(super) fn named(self, path: &Path) -> OpenError {
        let (reason, path) = (self.to_string(), path.display().to_string());
        OpenError(if reason.contains(&path) { reason } else { format!("{path}: {reason}") })
    }
}

impl From<CannotOpen> for OpenError {
    fn from(reason: CannotOpen) -> Self {
        Self(reason.to_string())
    }
}
