//! SQLite's own check: pages, the order and number of entries of each index, the rules of each table.

use rusqlite::Connection;

/// What SQLite says when it finds nothing.
const NOTHING: &str = "ok";
/// How many findings of one table are told.
const MOST: usize = 20;

/// The tables, SQLite's own table of the schema first: with it the free pages are checked.
///
/// # Errors
/// When SQLite fails.
pub(crate) fn tables(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut tables = vec!["sqlite_schema".to_owned()];
    let mut statement = connection.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY rowid",
    )?;
    for name in statement.query_map([], |row| row.get(0))? {
        tables.push(name?);
    }
    Ok(tables)
}

/// Checks one table with its indexes, in one reading.
///
/// # Errors
/// When SQLite fails otherwise than by finding damage.
pub(crate) fn check_table(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    findings(connection, &format!("PRAGMA integrity_check('{}')", table.replace('\'', "''")))
}

/// Checks the whole file in one reading, also for pages that nothing uses or that two tables do.
///
/// # Errors
/// When SQLite fails otherwise than by finding damage.
pub(crate) fn check_all(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    findings(connection, "PRAGMA integrity_check")
}

fn findings(connection: &Connection, question: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare(question)?;
    let mut rows = statement.query([])?;
    let mut findings = Vec::new();
    while let Some(row) = rows.next()? {
        let finding: String = row.get(0)?;
        if finding != NOTHING && findings.len() < MOST {
            findings.push(finding);
        }
    }
    Ok(findings)
}
