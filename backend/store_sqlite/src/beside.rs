//! The names of the files beside a database.

use std::path::{Path, PathBuf};

/// What SQLite and this store keep beside a database: its log, the log's index, a journal, the lock and the control socket.
pub(super) const BESIDE: [&str; 5] = ["-wal", "-shm", "-journal", ".lock", ".control"];

/// The path of a file beside a database: its own path with a suffix.
pub(super) fn beside(database: &Path, suffix: &str) -> PathBuf {
    let mut path = database.as_os_str().to_owned();
    path.push(suffix);
    PathBuf::from(path)
}
