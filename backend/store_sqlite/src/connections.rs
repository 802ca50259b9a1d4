//! Connections to the database file, each with the settings of its work.

use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::beside::beside;

/// How long a statement waits for another program (a backup, `sqlite3`) to let go.
const BUSY: Duration = Duration::from_secs(5);
/// KiB of pages that the connection that writes keeps.
const CACHE: i64 = 1024;
/// KiB of pages that a connection that reads keeps: every commit empties it, so it serves one read.
const CACHE_OF_READER: i64 = 256;
/// KiB of pages that a connection that checks keeps: it reads on and on, and comes back to few.
const CACHE_OF_CHECK: i64 = 512;
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
    // What a statement may have to take back is kept in memory; a file for it costs more than the statement.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "cache_size", -CACHE)?;
    Ok(connection)
}

/// Opens a connection that cannot write.
pub(super) fn to_read(path: &Path, waiting: Waiting) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open(path, flags, waiting)?;
    connection.pragma_update(None, "cache_size", -CACHE_OF_READER)?;
    Ok(connection)
}

/// Opens a connection that reads everything and trusts nothing.
pub(super) fn to_check(path: &Path) -> rusqlite::Result<Connection> {
    let connection = to_read(path, Waiting::Patient)?;
    connection.pragma_update(None, "cell_size_check", "ON")?;
    connection.pragma_update(None, "cache_size", -CACHE_OF_CHECK)?;
    Ok(connection)
}

/// Opens a file that nobody need have opened before, and leaves nothing beside it: where it has no log, nobody writes it.
pub(super) fn to_inspect(path: &Path) -> rusqlite::Result<Connection> {
    if beside(path, "-wal").exists() {
        return to_check(path);
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(still(path), flags)?;
    connection.pragma_update(None, "cell_size_check", "ON")?;
    connection.pragma_update(None, "cache_size", -CACHE_OF_CHECK)?;
    Ok(connection)
}

/// The address of a file that nobody writes, with every byte that an address gives another meaning written as its number.
fn still(path: &Path) -> String {
    let mut address = "file:".to_owned();
    for byte in path.as_os_str().as_bytes() {
        if byte.is_ascii_alphanumeric() || b"/._-".contains(byte) {
            address.push(char::from(*byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address.push_str("?immutable=1");
    address
}

fn open(path: &Path, flags: OpenFlags, waiting: Waiting) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(match waiting {
        Waiting::Never => Duration::ZERO,
        Waiting::Patient => BUSY,
    })?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    // Otherwise a statement is prepared anew when its values might ask for another plan; every plan here is fixed.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}
