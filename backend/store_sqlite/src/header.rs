//! The first look at a database file, before SQLite opens it: whether it can be a store at all. Nothing is changed.

use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

use rusqlite::Connection;

use super::beside::beside;
use super::cannot_open::CannotOpen;
use super::connections::to_inspect;
use super::lock::{Note, note};
use super::unclosed;

/// How every SQLite database begins.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
/// How long the header of an SQLite database is.
const HEADER: usize = 100;

/// Looks at a file that is to become a store. One that is not there, or empty and never was a store, may become one.
pub(super) fn look(path: &Path) -> Result<(), CannotOpen> {
    let unreadable = |source| CannotOpen::File { path: path.to_owned(), source };
    let Some(length) = length(path).map_err(unreadable)? else { return Ok(()) };
    let log = length_of_log(path).map_err(unreadable)?;
    if length == 0 {
        let noted = note(path);
        // A copy that was cut short before its first row goes on.
        let was_a_store = noted != Some(Note::Copying) && (log > 0 || noted.is_some());
        return if was_a_store { Err(CannotOpen::Emptied(path.to_owned())) } else { Ok(()) };
    }
    let damaged = |finding: String| CannotOpen::Damaged { path: path.to_owned(), finding };
    let Some(header) = header(path).map_err(unreadable)? else {
        return Err(damaged(format!(
            "it is not a database, or cut off: {length} bytes are less than a header"
        )));
    };
    if !header.starts_with(MAGIC) {
        return Err(damaged("it is not a database, or its first page is damaged".to_owned()));
    }
    if log == 0
        && let Some(pages) = pages(&header)
        && length < pages
    {
        return Err(damaged(format!("it is cut off: {length} bytes of {pages}")));
    }
    of_another_program(path)
}

/// How long a file is; `None` when it is not there.
fn length(path: &Path) -> io::Result<Option<u64>> {
    match path.metadata() {
        Ok(file) => Ok(Some(file.len())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn length_of_log(path: &Path) -> io::Result<u64> {
    Ok(length(&beside(path, "-wal"))?.unwrap_or(0))
}

/// The header of a database; `None` when the file is shorter.
fn header(path: &Path) -> io::Result<Option<[u8; HEADER]>> {
    let mut header = [0; HEADER];
    match unclosed::open(path)?.read_exact_at(&mut header, 0) {
        Ok(()) => Ok(Some(header)),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

/// How many bytes the header says the database has, where it says so.
fn pages(header: &[u8; HEADER]) -> Option<u64> {
    let number = |at: usize| header.get(at..)?.first_chunk().map(|four| u32::from_be_bytes(*four));
    // The number of pages counts only while the program that wrote it last is the one that changed the file last.
    if number(24)? != number(92)? {
        return None;
    }
    let size = header.get(16..)?.first_chunk().map(|two| u16::from_be_bytes(*two))?;
    let size = if size == 1 { 65_536 } else { u64::from(size) };
    Some(u64::from(number(28)?).saturating_mul(size))
}

/// Refuses a database that has tables and none of this program's.
fn of_another_program(path: &Path) -> Result<(), CannotOpen> {
    let connection = to_inspect(path)?;
    if is_of_another_program(&connection)? {
        return Err(CannotOpen::AnotherProgram(path.to_owned()));
    }
    Ok(())
}

/// Whether a database has tables, and not the one in which this program keeps its migrations.
pub(super) fn is_of_another_program(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row(
        "SELECT count(*) > 0 AND sum(name = '_sqlx_migrations') = 0
         FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'",
        [],
        |row| Ok(row.get::<_, Option<bool>>(0)?.unwrap_or(false)),
    )
}
