//! An SQLite file that takes part in a copy.

use std::path::{Path, PathBuf};

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};

use super::rows::{Cell, Row, Rows, Table};
use crate::tool_error::ToolError;

/// An SQLite file, open.
#[derive(Debug)]
pub(crate) struct SqliteRows {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
}

impl SqliteRows {
    pub(crate) fn failed(&self, error: &rusqlite::Error) -> ToolError {
        ToolError::database(&self.path, error)
    }

    /// The path of the file.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    fn read_page(
        &self,
        table: &Table,
        after: Option<&Row>,
        limit: u32,
    ) -> rusqlite::Result<Vec<Row>> {
        let (name, key) = (table.name, table.key.join(", "));
        let columns = self.column_names(table)?.join(", ");
        let places: Vec<String> = (1..=table.key.len()).map(|place| format!("?{place}")).collect();
        let from = match after {
            Some(_) => format!(" AND ({key}) > ({})", places.join(", ")),
            None => String::new(),
        };
        let question = format!(
            "SELECT {columns} FROM {name} WHERE {}{from} ORDER BY {key} LIMIT {limit}",
            table.that
        );
        let mut statement = self.connection.prepare_cached(&question)?;
        let count = statement.column_count();
        let mut rows = statement.query(params_from_iter(after.into_iter().flatten()))?;
        let mut page = Vec::new();
        while let Some(row) = rows.next()? {
            page.push((0..count).map(|place| cell(row.get_ref(place)?)).collect::<Result<_, _>>()?);
        }
        Ok(page)
    }

    fn column_names(&self, table: &Table) -> rusqlite::Result<Vec<String>> {
        // What is made from other columns is no column of its own.
        self.connection
            .prepare_cached(
                "SELECT name FROM pragma_table_xinfo(?1) WHERE hidden = 0 ORDER BY cid",
            )?
            .query_map([table.name], |row| row.get(0))?
            .collect()
    }

    fn add_page(&mut self, table: &Table, rows: &[Row]) -> rusqlite::Result<()> {
        let columns = self.column_names(table)?;
        let places: Vec<String> = (1..=columns.len()).map(|place| format!("?{place}")).collect();
        let (name, columns, places) = (table.name, columns.join(", "), places.join(", "));
        let addition = format!("INSERT INTO {name} ({columns}) VALUES ({places})");
        let transaction = self.connection.transaction()?;
        {
            let mut statement = transaction.prepare_cached(&addition)?;
            for row in rows {
                statement.execute(params_from_iter(row))?;
            }
        }
        transaction.commit()
    }
}

impl Rows for SqliteRows {
    fn columns(&self, table: &Table) -> Result<Vec<String>, ToolError> {
        self.column_names(table).map_err(|error| self.failed(&error))
    }

    fn page(&self, table: &Table, after: Option<&Row>, limit: u32) -> Result<Vec<Row>, ToolError> {
        self.read_page(table, after, limit).map_err(|error| self.failed(&error))
    }

    fn last(&self, table: &Table) -> Result<Option<Row>, ToolError> {
        let backwards: Vec<String> =
            table.key.iter().map(|column| format!("{column} DESC")).collect();
        let (name, key, backwards) = (table.name, table.key.join(", "), backwards.join(", "));
        let question = format!("SELECT {key} FROM {name} ORDER BY {backwards} LIMIT 1");
        let read = || -> rusqlite::Result<Option<Row>> {
            let mut statement = self.connection.prepare(&question)?;
            let mut rows = statement.query([])?;
            let Some(row) = rows.next()? else { return Ok(None) };
            let key = (0..table.key.len()).map(|place| cell(row.get_ref(place)?));
            key.collect::<rusqlite::Result<_>>().map(Some)
        };
        read().map_err(|error| self.failed(&error))
    }

    fn add(&mut self, table: &Table, rows: &[Row]) -> Result<(), ToolError> {
        self.add_page(table, rows).map_err(|error| ToolError::database(&self.path, &error))
    }
}

fn cell(value: ValueRef<'_>) -> rusqlite::Result<Cell> {
    Ok(match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Integer(number),
        // No column of the schema takes one; as its bits it is none that is equal to another by chance.
        ValueRef::Real(number) => Cell::Blob(number.to_bits().to_be_bytes().to_vec()),
        ValueRef::Text(text) => Cell::Text(std::str::from_utf8(text)?.to_owned()),
        ValueRef::Blob(bytes) => Cell::Blob(bytes.to_vec()),
    })
}

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Value::Null),
            Self::Integer(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Blob(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
        })
    }
}
