//! One process per file: an advisory lock beside the database, which the system lets go of
//! when the process ends, however it ends. What the file says is a note for the next process: whether there was a store.
//!
//! The database itself is locked, too: under another name (a hard link, a mount of the file alone) it would have another
//! lock beside it and another log, and two logs destroy it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Seek, Write};
use std::path::Path;
use std::sync::Arc;

use super::beside::beside;
use super::cannot_open::CannotOpen;
use super::unclosed;

/// Keeps other processes from opening a database file, for as long as the value lives.
#[derive(Debug)]
pub(super) struct FileLock {
    beside: File,
    /// The database, where it was there.
    database: Option<Arc<File>>,
}

/// What the lock's file says of the database beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Note {
    /// It is a store, or was one.
    Store,
    /// It was found to be damaged.
    Damaged,
    /// A backup is being put in its place.
    Restoring,
    /// Another store is being copied to it.
    Copying,
}

impl Note {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Store => "store\n",
            Self::Damaged => "damaged\n",
            Self::Restoring => "restoring\n",
            Self::Copying => "copying\n",
        }
    }
}

/// Leaves the note that a database is damaged, for the next process; the lock may be anybody's.
pub(super) fn note_damage(database: &Path) -> io::Result<()> {
    std::fs::write(beside(database, ".lock"), Note::Damaged.as_str())
}

/// Reads what the last process left in the lock's file; `None` when there was no store yet.
pub(super) fn note(database: &Path) -> Option<Note> {
    let text = std::fs::read_to_string(beside(database, ".lock")).ok()?;
    [Note::Store, Note::Damaged, Note::Restoring, Note::Copying]
        .into_iter()
        .find(|note| note.as_str() == text)
}

impl FileLock {
    /// Locks a database file (an absolute path without links).
    pub(super) fn take(database: &Path) -> Result<Self, CannotOpen> {
        let path = beside(database, ".lock");
        let unusable = |source| CannotOpen::File { path: path.clone(), source };
        let file = private().open(&path).map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(CannotOpen::InUse(database.to_owned())),
            Err(TryLockError::Error(source)) => return Err(unusable(source)),
        }
        let of_database = |source| CannotOpen::File { path: database.to_owned(), source };
        let locked = match unclosed::open(database) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            opened => Some(opened.map_err(of_database)?),
        };
        if let Some(locked) = &locked
            && matches!(locked.try_lock(), Err(TryLockError::WouldBlock))
        {
            return Err(CannotOpen::InUse(database.to_owned()));
        }
        // Some file systems lock only what may be written; there the lock beside the database must do.
        Ok(Self { beside: file, database: locked })
    }

    /// Leaves a note for the next process.
    pub(super) fn write(&mut self, note: Note) -> io::Result<()> {
        self.beside.set_len(0)?;
        self.beside.rewind()?;
        self.beside.write_all(note.as_str().as_bytes())?;
        self.beside.sync_all()
    }
}

impl Drop for FileLock {
    /// In words, as closing the file would not do while another thread starts a program: that has the file, too, until it runs.
    /// And the database stays open, so nothing else lets go of it before the process ends.
    fn drop(&mut self) {
        if let Some(database) = &self.database {
            let _ = database.unlock();
        }
        // A file that cannot be unlocked is closed right afterwards.
        let _ = self.beside.unlock();
    }
}

/// Returns options to open a file that only its owner may read: created when missing, never truncated.
pub(super) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_being_started_does_not_keep_the_lock() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("pse.sqlite");
        let lock = FileLock::take(&database).unwrap();
        // What a new process has of it until it runs its own program.
        let inherited = lock.beside.try_clone().unwrap();
        assert!(FileLock::take(&database).is_err());
        drop(lock);
        assert!(FileLock::take(&database).is_ok());
        drop(inherited);
    }
}
