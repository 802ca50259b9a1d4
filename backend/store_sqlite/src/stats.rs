//! What a file has: rows by table and state, sizes, and what waits the longest. Read beside whoever uses the file.

use std::path::Path;

use pse_store_tools::ToolError;
use pse_store_tools::held::{Held, TableStats, WITH_STATE};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::beside::beside;
use super::check::structure;
use super::claims::NEXT_DUE;
use super::columns::time;
use super::connections::to_inspect;
use super::figures::OLDEST_UNDELIVERED;
use super::migrations::version;
use super::tool_error::{of_database, of_file};

/// The tables that say how the others are made.
const OF_THE_SCHEMA: [&str; 3] = ["sqlite_schema", "_sqlx_migrations", "schema_migrations"];

/// What a store's file has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreStats {
    /// The path of the file.
    pub file: String,
    /// The size of the file in bytes.
    pub file_bytes: u64,
    /// The size of its log in bytes.
    pub log_bytes: u64,
    /// How many bytes of the file are free for new rows.
    pub free_bytes: u64,
    /// What it holds.
    #[serde(flatten)]
    pub held: Held,
}

/// Reads what a store's file has, also while a service uses it.
///
/// # Errors
/// When the file cannot be read, or is no store of this program's version.
pub fn stats(path: &Path) -> Result<StoreStats, ToolError> {
    let size = path.metadata().map_err(|error| of_file("read", path, &error))?.len();
    let log_bytes = beside(path, "-wal").metadata().map_or(0, |log| log.len());
    let read = || -> Result<StoreStats, rusqlite::Error> {
        let connection = to_inspect(path)?;
        let number = |question| connection.query_row(question, [], |row| row.get::<_, i64>(0));
        let free_bytes = unsigned(number("PRAGMA freelist_count")?)
            .saturating_mul(unsigned(number("PRAGMA page_size")?));
        let (file, held) = (path.display().to_string(), held(&connection)?);
        Ok(StoreStats { file, file_bytes: size, log_bytes, free_bytes, held })
    };
    read().map_err(|error| of_database(path, &error))
}

fn held(connection: &Connection) -> rusqlite::Result<Held> {
    let number = |question: &str| connection.query_row(question, [], |row| row.get::<_, i64>(0));
    let moment = |question: &str| {
        let micros = connection.query_row(question, [], |row| row.get::<_, Option<i64>>(0))?;
        Ok::<_, rusqlite::Error>(micros.and_then(|micros| time(micros).ok()))
    };
    let mut tables = Vec::new();
    for table in structure::tables(connection)? {
        if !OF_THE_SCHEMA.contains(&table.as_str()) {
            tables.push(table_stats(connection, table)?);
        }
    }
    let undelivered = "SELECT count(*) FROM notifications WHERE state = 'due'";
    Ok(Held {
        schema_version: version(connection)?.newest,
        tables,
        oldest_due_probe: moment(NEXT_DUE)?,
        undelivered_notifications: unsigned(number(undelivered)?),
        oldest_undelivered: moment(OLDEST_UNDELIVERED)?,
    })
}

fn table_stats(connection: &Connection, table: String) -> rusqlite::Result<TableStats> {
    if !WITH_STATE.contains(&table.as_str()) {
        let question = format!("SELECT count(*) FROM \"{}\"", table.replace('"', "\"\""));
        let rows = connection.query_row(&question, [], |row| row.get::<_, i64>(0))?;
        return Ok(TableStats { table, rows: unsigned(rows), states: Vec::new() });
    }
    let question = format!("SELECT state, count(*) FROM {table} GROUP BY state ORDER BY state");
    let states: Vec<(String, u64)> = connection
        .prepare(&question)?
        .query_map([], |row| Ok((row.get(0)?, unsigned(row.get(1)?))))?
        .collect::<rusqlite::Result<_>>()?;
    let rows = states.iter().map(|(_, rows)| rows).sum();
    Ok(TableStats { table, rows, states })
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
