//! A backup is put in the place of a store's file. The old file is kept, and no service starts while it is half done.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use pse_store_tools::ToolError;

use super::backup::copy_pages;
use super::beside::beside;
use super::cannot_open::CannotOpen;
use super::connections::to_inspect;
use super::lock::{FileLock, Note};
use super::modes;
use super::part_file::{PartFile, sync_folder_of};
use super::tool_error::of_file;
use super::verify::verify;

/// A backup that is in the store's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Where the old file is kept, if there was one.
    pub kept: Option<PathBuf>,
}

/// Puts a backup in the place of a store's file, which no service may use; the old one is kept beside it.
///
/// # Errors
/// When the backup is damaged, a service uses the file, or the file has anything and `replace` is not wanted. The old file
/// is in its place then, unless the error says otherwise.
pub fn restore(backup: &Path, store: &Path, replace: bool) -> Result<Restored, ToolError> {
    let found = verify(backup)?;
    if let Some(first) = found.findings.first() {
        let count = found.findings.len();
        return Err(ToolError(format!(
            "{} is damaged, and nothing was changed; {count} found, first: {first}",
            backup.display()
        )));
    }
    let store = real(store).map_err(|error| of_file("write", store, &error))?;
    if is_same_file(backup, &store) {
        return Err(ToolError(format!("{} is the store itself", backup.display())));
    }
    modes::narrow(&store).map_err(refused)?;
    let mut lock = FileLock::take(&store).map_err(refused)?;
    if !replace && has_anything(&store) {
        return Err(ToolError(format!(
            "{} has checkouts or payments, or cannot be read; --force puts the backup in its place all the same, and keeps it beside",
            store.display()
        )));
    }
    let written = |error: io::Error| of_file("write", &store, &error);
    let part = PartFile::make(&store, Some(backup)).map_err(written)?;
    copy_pages(backup, &part)?;
    lock.write(Note::Restoring).map_err(written)?;
    let kept = put_aside(&store).map_err(written)?;
    part.finish(false).map_err(written)?;
    lock.write(Note::Store).map_err(written)?;
    Ok(Restored { kept })
}

fn refused(reason: CannotOpen) -> ToolError {
    if let CannotOpen::InUse(path) = &reason {
        let stop = "stop it first (systemctl stop pse-backend)";
        return ToolError(format!("a service uses {}: {stop}", path.display()));
    }
    ToolError(reason.to_string())
}

/// The path of a store's file without links, though the file need not be there.
fn real(store: &Path) -> io::Result<PathBuf> {
    match store.canonicalize() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let folder = store.parent().filter(|folder| !folder.as_os_str().is_empty());
            let folder = folder.unwrap_or(Path::new(".")).canonicalize()?;
            Ok(folder.join(store.file_name().unwrap_or_default()))
        }
        real => real,
    }
}

fn is_same_file(backup: &Path, store: &Path) -> bool {
    backup.canonicalize().is_ok_and(|backup| backup == store)
}

/// Whether a file holds what would be missed. One that cannot be read may.
fn has_anything(store: &Path) -> bool {
    let Ok(file) = store.metadata() else { return false };
    let anything = "SELECT EXISTS (SELECT 1 FROM checkouts) OR EXISTS (SELECT 1 FROM payments)";
    let read = || to_inspect(store)?.query_row(anything, [], |row| row.get::<_, bool>(0));
    file.len() > 0 && read().unwrap_or(true)
}

/// Gives a store's file and its log another name, the log first: until the file itself has it, the log is found again.
fn put_aside(store: &Path) -> io::Result<Option<PathBuf>> {
    if !store.try_exists()? {
        return Ok(None);
    }
    let kept = (1..u32::MAX)
        .map(|number| beside(store, &format!(".before-restore-{number}")))
        .find(|kept| fs::symlink_metadata(kept).is_err())
        .ok_or_else(|| io::Error::from(io::ErrorKind::AlreadyExists))?;
    let log = beside(store, "-wal");
    if log.try_exists()? {
        fs::rename(&log, beside(&kept, "-wal"))?;
    }
    // The log's index is made anew from the log.
    match fs::remove_file(beside(store, "-shm")) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    fs::rename(store, &kept)?;
    sync_folder_of(store)?;
    Ok(Some(kept))
}
