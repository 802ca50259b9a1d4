//! The rows of an SQLite file that takes part in a copy.

use std::path::{Path, PathBuf};

use async_trait::async_trait;
use pse_store_tools::ToolError;
use pse_store_tools::rows::{Cell, Column, Row, Rows, Table};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};

use super::made;
use crate::tool_error::of_database;

/// An SQLite file, open.
#[derive(Debug)]
pub(super) struct SqliteRows {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
}

impl SqliteRows {
    pub(super) fn failed(&self, error: &rusqlite::Error) -> ToolError {
        of_database(&self.path, error)
    }

    /// The path of the file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    fn read_page(
        &self,
        table: &Table,
        columns: &[String],
        after: Option<&Row>,
        limit: u32,
    ) -> rusqlite::Result<Vec<Row>> {
        let (name, key) = (table.name, table.key.join(", "));
        let columns = columns.join(", ");
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
        let arguments = after.into_iter().flatten().map(Bound);
        let mut rows = statement.query(params_from_iter(arguments))?;
        let mut page = Vec::new();
        while let Some(row) = rows.next()? {
            page.push((0..count).map(|place| cell(row.get_ref(place)?)).collect::<Result<_, _>>()?);
        }
        Ok(page)
    }

    /// What is made from other columns by SQLite itself is no column of its own.
    fn column_names(&self, table: &Table) -> rusqlite::Result<Vec<String>> {
        self.connection
            .prepare_cached(
                "SELECT name FROM pragma_table_xinfo(?1) WHERE hidden = 0 ORDER BY cid",
            )?
            .query_map([table.name], |row| row.get(0))?
            .collect()
    }

    fn read_last(&self, table: &Table) -> rusqlite::Result<Option<Row>> {
        let backwards: Vec<String> =
            table.key.iter().map(|column| format!("{column} DESC")).collect();
        let (name, key, backwards) = (table.name, table.key.join(", "), backwards.join(", "));
        let question = format!("SELECT {key} FROM {name} ORDER BY {backwards} LIMIT 1");
        let mut statement = self.connection.prepare(&question)?;
        let mut rows = statement.query([])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let key = (0..table.key.len()).map(|place| cell(row.get_ref(place)?));
        key.collect::<rusqlite::Result<_>>().map(Some)
    }

    fn add_page(
        &mut self,
        table: &Table,
        columns: &[String],
        rows: &[Row],
    ) -> rusqlite::Result<()> {
        let addition = addition(table.name, columns);
        let transaction = self.connection.transaction()?;
        {
            let mut statement = transaction.prepare_cached(&addition)?;
            for row in rows {
                statement.execute(params_from_iter(row.iter().map(Bound)))?;
            }
        }
        transaction.commit()
    }
}

/// The statement that adds a row. The values are bound in the order in which it names them first: that of the columns.
fn addition(table: &str, columns: &[String]) -> String {
    let made: Vec<_> = made::of_table(table)
        .filter(|made| columns.iter().all(|column| column != made.column))
        .collect();
    let names = columns.iter().map(String::as_str).chain(made.iter().map(|made| made.column));
    let names = names.collect::<Vec<_>>().join(", ");
    let given = columns.iter().map(|column| format!(":{column}"));
    let values = given.chain(made.iter().map(|made| made.from.to_owned()));
    let values = values.collect::<Vec<_>>().join(", ");
    format!("INSERT INTO {table} ({names}) VALUES ({values})")
}

#[async_trait(?Send)]
impl Rows for SqliteRows {
    async fn columns(&self, table: &Table) -> Result<Vec<Column>, ToolError> {
        let names = self.column_names(table).map_err(|error| self.failed(&error))?;
        let own = |name: &String| made::of_table(table.name).any(|made| made.column == name);
        Ok(names.into_iter().map(|name| Column { is_own: own(&name), name }).collect())
    }

    async fn page(
        &self,
        table: &Table,
        columns: &[String],
        after: Option<&Row>,
        limit: u32,
    ) -> Result<Vec<Row>, ToolError> {
        self.read_page(table, columns, after, limit).map_err(|error| self.failed(&error))
    }

    async fn last(&self, table: &Table) -> Result<Option<Row>, ToolError> {
        self.read_last(table).map_err(|error| self.failed(&error))
    }

    async fn add(
        &mut self,
        table: &Table,
        columns: &[String],
        rows: &[Row],
    ) -> Result<(), ToolError> {
        self.add_page(table, columns, rows).map_err(|error| of_database(&self.path, &error))
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

/// A value, bound to a statement.
struct Bound<'c>(&'c Cell);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            Cell::Null => ToSqlOutput::Owned(Value::Null),
            Cell::Integer(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Cell::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Cell::Blob(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
        })
    }
}
