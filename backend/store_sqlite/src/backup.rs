//! A copy of a store's file as it was at one moment, made while the service works.
//!
//! The pages are copied in one reading that keeps seeing the file as it was at the beginning: nobody who writes waits for it,
//! and nothing that is written meanwhile makes it begin anew. Until it ends the log cannot be written back, and grows.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use pse_store_tools::ToolError;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use serde::{Deserialize, Serialize};

use super::beside::{BESIDE, beside};
use super::connections::to_inspect;
use super::part_file::PartFile;
use super::tool_error::{of_database, of_file};
use super::unclosed::Identity;

/// How many pages are copied before anybody else may have the processor.
const STEP: i32 = 256;
/// So often a copy begins anew, when a service has begun to use the file meanwhile.
const TRIES: u32 = 5;
/// After so many steps the copy so far is sent to the disk, so that it never has much to do at once.
const STEPS_PER_SYNC: u32 = 16;

/// A backup that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupMade {
    /// The path of the backup.
    pub file: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
}

/// Copies a store's file to another one, its owner's alone, which has its name once all of it is on the disk.
///
/// # Errors
/// When something is there already and `replace` is not wanted, or the copy cannot be written; nothing is left behind then.
pub fn backup(store: &Path, to: &Path, replace: bool) -> Result<BackupMade, ToolError> {
    is_another(store, to)?;
    may_be_written(to, replace)?;
    let part = PartFile::make(to, Some(store)).map_err(|error| of_file("write", to, &error))?;
    copy_pages(store, &part)?;
    let bytes = part.path().metadata().map_or(0, |made| made.len());
    part.finish(replace).map_err(|error| of_file("write", to, &error))?;
    Ok(BackupMade { file: to.to_owned(), bytes })
}

/// Refuses to write over the store itself and what belongs beside it.
fn is_another(store: &Path, to: &Path) -> Result<(), ToolError> {
    let itself = store.metadata().map_err(|error| of_file("read", store, &error))?;
    let of_store = |suffix: &&str| same_name(&beside(store, suffix), to);
    if BESIDE.iter().any(of_store) {
        let (to, store) = (to.display(), store.display());
        return Err(ToolError(format!("{to} belongs to the store {store}; choose another name")));
    }
    if fs::metadata(to).is_ok_and(|there| Identity::of(&there) == Identity::of(&itself)) {
        return Err(ToolError(format!("{} is the store itself", to.display())));
    }
    Ok(())
}

/// Refuses to write over what is no file, and without being told to over any file.
pub(super) fn may_be_written(to: &Path, replace: bool) -> Result<(), ToolError> {
    let Ok(there) = fs::symlink_metadata(to) else { return Ok(()) };
    if !there.is_file() {
        return Err(ToolError(format!("{} is there already and no plain file", to.display())));
    }
    if !replace {
        let to = to.display();
        return Err(ToolError(format!(
            "{to} is there already; choose another name, or --force to replace it"
        )));
    }
    Ok(())
}

/// Whether two paths name the same place, whether or not a file is there.
fn same_name(one: &Path, other: &Path) -> bool {
    let folder = |path: &Path| path.parent().and_then(|folder| folder.canonicalize().ok());
    one.file_name() == other.file_name() && folder(one) == folder(other)
}

/// Copies the pages of a database as they are at one moment.
///
/// A file without a log is read without locks, as nobody writes it. Where that was not so, because a service was started
/// meanwhile, pages of different moments may be in the copy, and it begins anew.
pub(super) fn copy_pages(from: &Path, part: &PartFile) -> Result<(), ToolError> {
    until_nobody_wrote(from, || {
        part.empty().map_err(|error| of_file("write", part.path(), &error))?;
        copy_once(from, part)
    })
}

/// Reads a file, again where it was changed while it was read without locks.
pub(super) fn until_nobody_wrote(
    file: &Path,
    mut read: impl FnMut() -> Result<(), ToolError>,
) -> Result<(), ToolError> {
    for _ in 0..TRIES {
        let before = Seen::of(file)?;
        read()?;
        if before.has_log || before == Seen::of(file)? {
            return Ok(());
        }
    }
    Err(ToolError(format!("{} does not stop changing; try again", file.display())))
}

/// What shows that somebody writes a file.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    has_log: bool,
    bytes: u64,
    modified: (i64, i64),
}

impl Seen {
    fn of(file: &Path) -> Result<Self, ToolError> {
        let found = file.metadata().map_err(|error| of_file("read", file, &error))?;
        let modified = (found.mtime(), found.mtime_nsec());
        Ok(Self { has_log: beside(file, "-wal").exists(), bytes: found.len(), modified })
    }
}

fn copy_once(from: &Path, part: &PartFile) -> Result<(), ToolError> {
    let source = to_inspect(from).map_err(|error| of_database(from, &error))?;
    let written = |error: &rusqlite::Error| of_database(part.path(), error);
    // A reading that lasts: the copy neither changes nor begins anew while others write.
    source
        .execute_batch("BEGIN; SELECT count(*) FROM sqlite_schema;")
        .map_err(|error| of_database(from, &error))?;
    let mut copy = to_copy(part.path()).map_err(|error| written(&error))?;
    let backup = Backup::new(&source, &mut copy).map_err(|error| written(&error))?;
    for step in 1_u32.. {
        if backup.step(STEP).map_err(|error| written(&error))? == StepResult::Done {
            break;
        }
        if step % STEPS_PER_SYNC == 0 {
            part.sync().map_err(|error| of_file("write", part.path(), &error))?;
        }
    }
    drop(backup);
    copy.close().map_err(|(_, error)| written(&error))
}

/// Opens the copy, which nobody else knows: it needs no journal, and is sent to the disk when it is whole.
pub(super) fn to_copy(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.pragma_update(None, "journal_mode", "OFF")?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    Ok(connection)
}
