//! One process per file: an advisory lock beside the database, which the system lets go of
//! when the process ends, however it ends.

use std::ffi::OsString;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

use super::open::OpenError;

/// Held for as long as it lives.
#[derive(Debug)]
pub(super) struct FileLock(#[expect(dead_code, reason = "closing it lets the lock go")] File);

impl FileLock {
    /// Locks a database file (an absolute path without links).
    pub(super) fn take(database: &Path) -> Result<Self, OpenError> {
        let path = beside(database);
        let unusable = |source| OpenError::File { path: path.clone(), source };
        let file = private().open(&path).map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(OpenError::InUse(database.to_owned())),
            Err(TryLockError::Error(source)) => Err(unusable(source)),
        }
    }
}

fn beside(database: &Path) -> PathBuf {
    let mut path = OsString::from(database);
    path.push(".lock");
    PathBuf::from(path)
}

/// How a file is opened that nobody else may read: it is made when missing, and never cut.
pub(super) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
