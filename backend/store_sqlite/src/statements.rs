//! Running statements: each is prepared once per connection.

use rusqlite::{Connection, Params, Row};

use super::failure::Failure;

/// Runs a statement that gives no rows; returns how many rows it changed.
pub(super) fn run(
    connection: &Connection,
    statement: &str,
    arguments: impl Params,
) -> Result<usize, Failure> {
    Ok(connection.prepare_cached(statement)?.execute(arguments)?)
}

/// Reads the first row that a statement gives; `None` when it gives none.
pub(super) fn first<T>(
    connection: &Connection,
    statement: &str,
    arguments: impl Params,
    read: impl FnOnce(&Row<'_>) -> Result<T, Failure>,
) -> Result<Option<T>, Failure> {
    let mut statement = connection.prepare_cached(statement)?;
    let mut rows = statement.query(arguments)?;
    rows.next()?.map(read).transpose()
}

/// Reads every row that a statement gives.
pub(super) fn all<T>(
    connection: &Connection,
    statement: &str,
    arguments: impl Params,
    read: impl Fn(&Row<'_>) -> Result<T, Failure>,
) -> Result<Vec<T>, Failure> {
    let mut statement = connection.prepare_cached(statement)?;
    let mut rows = statement.query(arguments)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// Reads the first column of the first row that a statement gives.
pub(super) fn value<T: rusqlite::types::FromSql>(
    connection: &Connection,
    statement: &str,
    arguments: impl Params,
) -> Result<T, Failure> {
    Ok(connection.prepare_cached(statement)?.query_row(arguments, |row| row.get(0))?)
}
