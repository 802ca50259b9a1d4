//! Connections to the database file, each with the settings of its work.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

/// How long a statement waits for another program (a backup, `sqlite3`) to let go.
const BUSY: Duration = Duration::from_secs(5);
/// How many statements each connection keeps prepared: more than there are.
const PREPARED: usize = 128;

/// Whether a connection waits for another that stands in the way.
#[derive(Debug, Clone, Copy)]
pub(super) enum Waiting {
    /// It gives up at once, so that it can be used where nothing may block.
    Never,
    /// It waits for some seconds.
    Patient,
}

/// Opens the connection that writes. What it commits is on the disk before the commit returns.
pub(super) fn to_write(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open(path, flags, Waiting::Patient)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    Ok(connection)
}

/// Opens a connection that cannot write.
pub(super) fn to_read(path: &Path, waiting: Waiting) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    open(path, flags, waiting)
}

fn open(path: &Path, flags: OpenFlags, waiting: Waiting) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(match waiting {
        Waiting::Never => Duration::ZERO,
        Waiting::Patient => BUSY,
    })?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    Ok(connection)
}
