//! A database's file, read or locked past SQLite, and never closed again.
//!
//! The system gives up every POSIX lock that a process has on a file as soon as the process closes any descriptor of it, also those
//! of SQLite's connections. Another program that then opens the file and closes it (`sqlite3`) takes itself for the last one
//! and removes the log of a store that goes on writing to it. So a descriptor of a file that may be open in this process stays
//! open as long as the process: one for each file.

use std::fs::{File, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// Each file that was opened, with what tells it from others.
static OPENED: Mutex<Vec<(Identity, Arc<File>)>> = Mutex::new(Vec::new());

/// A file, whatever it is called: its device and its number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Identity(u64, u64);

impl Identity {
    /// The file that these are the facts of.
    pub(super) fn of(metadata: &Metadata) -> Self {
        Self(metadata.dev(), metadata.ino())
    }
}

/// Opens a file for reading, or gives what was opened before.
pub(super) fn open(path: &Path) -> io::Result<Arc<File>> {
    let mut opened = OPENED.lock().unwrap_or_else(PoisonError::into_inner);
    let wanted = Identity::of(&path.metadata()?);
    if let Some((_, file)) = opened.iter().find(|(identity, _)| *identity == wanted) {
        return Ok(Arc::clone(file));
    }
    let file = Arc::new(File::open(path)?);
    opened.push((Identity::of(&file.metadata()?), Arc::clone(&file)));
    Ok(file)
}
