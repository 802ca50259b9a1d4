//! The mark of a store that was copied away: a migration of a version that no program has. So no program opens the file as a
//! store, an older one neither.

use rusqlite::{Connection, OptionalExtension, named_params};

/// The version of the mark, above every migration's.
pub(crate) const VERSION: i64 = 9_000_000_000;

/// Where a file was copied to; `None` when it was not.
///
/// # Errors
/// When SQLite fails.
pub(crate) fn read(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let known = "SELECT 1 FROM sqlite_schema WHERE name = '_sqlx_migrations'";
    if connection.query_row(known, [], |_| Ok(())).optional()?.is_none() {
        return Ok(None);
    }
    let question = "SELECT description FROM _sqlx_migrations WHERE version = :version";
    connection
        .query_row(question, named_params! { ":version": VERSION }, |row| row.get(0))
        .optional()
}

/// Marks a file as copied to another store.
///
/// # Errors
/// When SQLite fails.
pub(crate) fn write(connection: &Connection, to: &str) -> rusqlite::Result<()> {
    connection.execute(
        "INSERT OR REPLACE INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (:version, :to, TRUE, x'', 0)",
        named_params! { ":version": VERSION, ":to": to },
    )?;
    Ok(())
}

/// Takes the mark away; whether there was one.
///
/// # Errors
/// When SQLite fails.
pub(crate) fn remove(connection: &Connection) -> rusqlite::Result<bool> {
    let statement = "DELETE FROM _sqlx_migrations WHERE version = :version";
    Ok(connection.execute(statement, named_params! { ":version": VERSION })? > 0)
}
