//! Why a statement could not be carried out.

use pse_core::ports::store::StoreError;
use rusqlite::ffi::{self, ErrorCode};

/// Why a statement could not be carried out, or its rows not be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// SQLite failed or refused. Its messages name tables and columns, never values.
    #[error(transparent)]
    Database(#[from] rusqlite::Error),
    /// A stored row cannot be read; the text names the column.
    #[error("the store holds what cannot be read: {0}")]
    Corrupt(String),
    /// The file was found to be damaged before, so nothing is written.
    #[error("{0}")]
    Damaged(String),
    /// It failed before SQLite was asked.
    #[error("{0}")]
    Other(&'static str),
}

impl Failure {
    /// Whether another connection stood in the way, which waiting mends.
    pub(super) fn is_busy(&self) -> bool {
        let Self::Database(error) = self else { return false };
        matches!(
            error.sqlite_error_code(),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
        )
    }

    /// Whether SQLite met what no database has: pages that contradict themselves, or none at all.
    pub(super) fn is_damage(&self) -> bool {
        match self {
            Self::Database(error) => is_damage(error),
            Self::Damaged(_) => true,
            Self::Corrupt(_) | Self::Other(_) => false,
        }
    }

    /// Whether a row would not be unique where it must be.
    pub(super) fn is_not_unique(&self) -> bool {
        let Self::Database(error) = self else { return false };
        matches!(
            error.sqlite_extended_error_code(),
            Some(ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY)
        )
    }
}

/// Whether an error of SQLite says that the file is damaged, or no database.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
}

/// Whether an error says that the file is damaged, or a value in it is none of its column's.
pub(super) fn is_finding(error: &rusqlite::Error) -> bool {
    is_damage(error) || error.sqlite_error().is_none()
}

impl From<Failure> for StoreError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Database(error) => Self::Failed(error.to_string()),
            Failure::Corrupt(column) => Self::Corrupt(column),
            Failure::Damaged(why) => Self::Damaged(why),
            Failure::Other(reason) => Self::Failed(reason.to_owned()),
        }
    }
}
