//! Everything is copied, then compared row by row; only then the old store is marked and the new one may be used.

use std::path::Path;

use super::in_sqlite::SqliteRows;
use super::rows::{PAGE, Row, Rows, TABLES, Table};
use crate::cannot_open::CannotOpen;
use crate::connections::to_write;
use crate::copy_mark;
use crate::header;
use crate::lock::{FileLock, Note, note, private};
use crate::migrations::{MIGRATIONS, migrate};
use crate::tool_error::ToolError;
use crate::verify::verify;

/// What was copied: each table with the number of its rows, all of them compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// The tables with their rows.
    pub tables: Vec<(&'static str, u64)>,
}

/// Copies everything of a store's file to another file, which becomes a store. What a copy that was cut short has left goes on.
///
/// # Errors
/// When a service uses either file, the old one is damaged or not of this program's version, or the new one has other rows.
/// The old file is as it was then.
pub fn copy(from: &Path, to: &Path) -> Result<Copied, ToolError> {
    let from = from.canonicalize().map_err(|error| ToolError::file("read", from, &error))?;
    if to.canonicalize().is_ok_and(|to| to == from) {
        return Err(ToolError(format!("{} is the store itself", to.display())));
    }
    let _lock = locked(&from)?;
    let source = source(&from)?;
    let (mut target, mut target_lock) = target(to)?;
    let address = format!("sqlite:{}", target.path().display());
    if let Some(before) =
        copy_mark::read(&source.connection).map_err(|error| source.failed(&error))?
        && before != address
    {
        return Err(ToolError(format!("{} was copied to {before} already", from.display())));
    }
    begin(&target, &mut target_lock)?;
    for table in TABLES.iter().filter(|table| !table.is_derived) {
        add_missing(&source, &mut target, table)?;
    }
    let tables = TABLES
        .iter()
        .map(|table| Ok((table.name, compare(&source, &target, table)?)))
        .collect::<Result<_, ToolError>>()?;
    copy_mark::write(&source.connection, &address).map_err(|error| source.failed(&error))?;
    write_note(&mut target_lock, &target, Note::Store)?;
    Ok(Copied { tables })
}

/// Takes the mark of a copy away, so that a service goes on with the old file.
///
/// # Errors
/// When a service uses the file, or it was not copied.
pub fn undo(from: &Path) -> Result<(), ToolError> {
    let from = from.canonicalize().map_err(|error| ToolError::file("read", from, &error))?;
    let _lock = locked(&from)?;
    let removed = to_write(&from).and_then(|connection| copy_mark::remove(&connection));
    match removed.map_err(|error| ToolError::database(&from, &error))? {
        true => Ok(()),
        false => Err(ToolError(format!("{} was not copied to another store", from.display()))),
    }
}

fn locked(file: &Path) -> Result<FileLock, ToolError> {
    FileLock::take(file).map_err(|reason| {
        let used = matches!(reason, CannotOpen::InUse(_));
        let stop = format!("a service uses {}: stop it first", file.display());
        ToolError(if used { stop } else { reason.to_string() })
    })
}

/// The old store, which must be whole: a copy would make damage lasting.
fn source(from: &Path) -> Result<SqliteRows, ToolError> {
    let found = verify(from)?;
    if let Some(first) = found.findings.first() {
        return Err(ToolError(format!(
            "{} is damaged, and nothing was copied: {first}",
            from.display()
        )));
    }
    if found.is_older() {
        let from = from.display();
        return Err(ToolError(format!(
            "{from} is of an older version: start and stop the service with this version first, which migrates it"
        )));
    }
    let failed = |error| ToolError::database(from, &error);
    Ok(SqliteRows { connection: to_write(from).map_err(failed)?, path: from.to_owned() })
}

/// The new store, made where it is not there yet.
pub(crate) fn target(to: &Path) -> Result<(SqliteRows, FileLock), ToolError> {
    let refused = |reason: CannotOpen| ToolError(reason.of(to).to_string());
    private().open(to).map_err(|error| ToolError::file("write", to, &error))?;
    let path = to.canonicalize().map_err(|error| ToolError::file("write", to, &error))?;
    let mut lock = locked(&path)?;
    header::look(&path).map_err(refused)?;
    let is_new = path.metadata().is_ok_and(|file| file.len() == 0);
    if is_new {
        // Before it can be taken for a store that is empty.
        lock.write(Note::Copying).map_err(|error| ToolError::file("write", &path, &error))?;
    }
    let failed = |error| ToolError::database(&path, &error);
    let mut connection = to_write(&path).map_err(failed)?;
    migrate(&mut connection, &MIGRATIONS).map_err(|error| refused(CannotOpen::Migration(error)))?;
    Ok((SqliteRows { connection, path }, lock))
}

/// Notes that the new store is half filled, unless it has rows of its own.
fn begin(target: &SqliteRows, lock: &mut FileLock) -> Result<(), ToolError> {
    if note(target.path()) == Some(Note::Copying) {
        return Ok(());
    }
    for table in &TABLES {
        if target.last(table)?.is_some() {
            return Err(ToolError(format!(
                "{} has rows of its own (in {}): name a file that is not there yet",
                target.path().display(),
                table.name
            )));
        }
    }
    write_note(lock, target, Note::Copying)
}

fn write_note(lock: &mut FileLock, target: &SqliteRows, note: Note) -> Result<(), ToolError> {
    lock.write(note).map_err(|error| ToolError::file("write", target.path(), &error))
}

/// Adds the rows after the last one that is there: a page is there whole or not at all.
fn add_missing(source: &dyn Rows, target: &mut dyn Rows, table: &Table) -> Result<(), ToolError> {
    let columns = source.columns(table)?;
    if columns != target.columns(table)? {
        return Err(ToolError(format!("the columns of {} differ", table.name)));
    }
    let mut after = target.last(table)?;
    loop {
        let page = source.page(table, after.as_ref(), PAGE)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(key(table, &columns, last));
        target.add(table, &page)?;
    }
}

/// Compares every row of a table, in the order of its key; returns how many there are.
fn compare(source: &dyn Rows, target: &dyn Rows, table: &Table) -> Result<u64, ToolError> {
    let columns = source.columns(table)?;
    let (mut after, mut count) = (None, 0_u64);
    loop {
        let (here, there) =
            (source.page(table, after.as_ref(), PAGE)?, target.page(table, after.as_ref(), PAGE)?);
        if here != there {
            return Err(ToolError(format!(
                "the copy differs in {} after {count} rows: remove it, and copy to a file that is not there yet",
                table.name
            )));
        }
        let Some(last) = here.last() else { return Ok(count) };
        count = count.saturating_add(u64::try_from(here.len()).unwrap_or(u64::MAX));
        after = Some(key(table, &columns, last));
    }
}

fn key(table: &Table, columns: &[String], row: &Row) -> Row {
    let of = |name: &&str| columns.iter().zip(row).find(|(column, _)| column == name);
    table.key.iter().filter_map(of).map(|(_, cell)| cell.clone()).collect()
}
