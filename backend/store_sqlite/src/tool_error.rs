//! Why one of the operator's tools could not do its work with a file.

use std::io;
use std::path::Path;

use pse_store_tools::ToolError;

/// The operating system refuses something about a file.
pub(super) fn of_file(what: &str, path: &Path, error: &io::Error) -> ToolError {
    ToolError(format!("cannot {what} {}: {error}", path.display()))
}

/// SQLite fails with a file.
pub(super) fn of_database(path: &Path, error: &rusqlite::Error) -> ToolError {
    ToolError(format!("{}: {error}", path.display()))
}
