//! Why one of the operator's tools could not do its work.

use std::io;
use std::path::Path;

/// Why an operator's tool could not do its work, for the operator: what is wrong, and what to do. Nothing is half done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ToolError(pub String);

impl ToolError {
    /// The operating system refuses something about a file.
    pub(super) fn file(what: &str, path: &Path, error: &io::Error) -> Self {
        Self(format!("cannot {what} {}: {error}", path.display()))
    }

    /// SQLite fails with a file.
    pub(super) fn database(path: &Path, error: &rusqlite::Error) -> Self {
        Self(format!("{}: {error}", path.display()))
    }
}
