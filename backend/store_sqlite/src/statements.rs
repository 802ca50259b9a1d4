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

/// Reads the rows of a list, or of a claim. One that cannot be read, as it has a word of a later version of the program, is
/// left out and logged: it stands in no other's way.
pub(super) fn readable<T>(
    connection: &Connection,
    statement: &str,
    arguments: impl Params,
    read: impl Fn(&Row<'_>) -> Result<T, Failure>,
) -> Result<Vec<T>, Failure> {
    let id = |row: &Row<'_>| row.get("id").or_else(|_| row.get("payment_id")).ok();
    let read = |row: &Row<'_>| match read(row) {
        Err(failure @ Failure::Corrupt(_)) => Ok(Err((id(row), failure))),
        done => done.map(Ok),
    };
    Ok(told(all(connection, statement, arguments, read)?))
}

/// Gives the rows that could be read, and logs the others, of which there is the id, if it can be read, and why the rest cannot.
pub(super) fn told<T>(read: Vec<Result<T, (Option<String>, Failure)>>) -> Vec<T> {
    let count = read.iter().filter(|row| row.is_err()).count();
    if let Some(Err((id, failure))) = read.iter().find(|row| row.is_err()) {
        tracing::error!(id, count, %failure, "Stored rows cannot be read and are left out.");
    }
    read.into_iter().flatten().collect()
}

/// Reads the first column of the first row that a statement gives.
pub(super) fn value<T: rusqlite::types::FromSql>(
    connection: &Connection,
    statement: &str,
    arguments: impl Params,
) -> Result<T, Failure> {
    Ok(connection.prepare_cached(statement)?.query_row(arguments, |row| row.get(0))?)
}
