//! One process per file: an advisory lock beside the database, which the system lets go of
//! when the process ends, however it ends.

use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::cannot_open::CannotOpen;

/// Keeps other processes from opening a database file, for as long as the value lives.
#[derive(Debug)]
pub(super) struct FileLock(#[expect(dead_code, reason = "closing it lets the lock go")] File);

impl FileLock {
    /// Locks a database file (an absolute path without links).
    pub(super) fn take(database: &Path) -> Result<Self, CannotOpen> {
        let path = beside(database);
        let unusable = |source| CannotOpen::File { path: path.clone(), source };
        let file = private().open(&path).map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(CannotOpen::InUse(database.to_owned())),
            Err(TryLockError::Error(source)) => Err(unusable(source)),
        }
    }
}

fn beside(database: &Path) -> PathBuf {
    let mut path = OsString::from(database);
    path.push(".lock");
    PathBuf::from(path)
}

/// Returns options to open a file that only its owner may read: created when missing, never truncated.
pub(super) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
