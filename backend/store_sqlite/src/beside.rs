//! The names of the files beside a database.

use std::path::{Path, PathBuf};

/// The path of a file beside a database: its own path with a suffix.
pub(super) fn beside(database: &Path, suffix: &str) -> PathBuf {
    let mut path = database.as_os_str().to_owned();
    path.push(suffix);
    PathBuf::from(path)
}
