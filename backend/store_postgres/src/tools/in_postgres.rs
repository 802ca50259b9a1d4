//! The rows of a database that takes part in a copy.

use std::time::Duration;

use async_trait::async_trait;
use pse_store_tools::ToolError;
use pse_store_tools::rows::{Cell, Column, Row, Rows, Table};
use tokio::time::Instant;

use super::cells;
use super::place::Place;
use super::{catalog, derived};
use crate::connection::Param;
use crate::failure::Failure;
use crate::pool::Client;

/// A database, open.
#[derive(Debug)]
pub(super) struct PostgresRows {
    pub(super) client: Client,
    pub(super) place: Place,
    /// When reading is given up, and after how long.
    pub(super) until: Option<(Instant, Duration)>,
}

impl PostgresRows {
    pub(super) fn failed(&self, failure: &Failure) -> ToolError {
        self.place.failed(failure)
    }

    fn in_time(&self) -> Result<(), ToolError> {
        match self.until {
            Some((until, limit)) if Instant::now() >= until => Err(self.place.says(format!(
                "not done within {} minutes, and longer than that a reading of one moment keeps the server from removing old rows: \
                 give it longer (--within), or use pg_dump or pg_basebackup",
                limit.as_secs() / 60
            ))),
            Some(_) | None => Ok(()),
        }
    }

    async fn read_page(
        &self,
        table: &Table,
        columns: &[String],
        after: Option<&Row>,
        limit: u32,
    ) -> Result<Vec<Row>, Failure> {
        let (from, key) = (derived::read_from(table.name), table.key.join(", "));
        let columns: Vec<String> =
            columns.iter().map(|column| derived::read_as(table.name, column)).collect();
        let key_of_row: Vec<String> =
            table.key.iter().map(|column| format!("{}.{column}", table.name)).collect();
        let key_of_row = key_of_row.join(", ");
        let places: Vec<String> = (1..=table.key.len()).map(|place| format!("${place}")).collect();
        let beyond = match after {
            Some(_) => format!(" AND ({key}) > ({})", places.join(", ")),
            None => String::new(),
        };
        let question = format!(
            "SELECT {} FROM {from} WHERE {}{beyond} ORDER BY {key_of_row} LIMIT {limit}",
            columns.join(", "),
            table.that
        );
        let parameters = after.into_iter().flatten().map(cells::parameter).collect::<Option<_>>();
        let parameters: Vec<Param<'_>> = parameters.ok_or_else(|| not_a_key(table))?;
        self.client.rows(&question, &parameters).await?.iter().map(cells::read).collect()
    }

    async fn read_last(&self, table: &Table) -> Result<Option<Row>, Failure> {
        let backwards: Vec<String> =
            table.key.iter().map(|column| format!("{column} DESC")).collect();
        let (name, key, backwards) = (table.name, table.key.join(", "), backwards.join(", "));
        let question = format!("SELECT {key} FROM {name} ORDER BY {backwards} LIMIT 1");
        self.client.first(&question, &[]).await?.as_ref().map(cells::read).transpose()
    }

    async fn add_page(
        &self,
        table: &Table,
        columns: &[String],
        rows: &[Row],
    ) -> Result<(), Failure> {
        let unfit = |column: &str| {
            Failure::Failed(format!(
                "a value of the column {column} of {} does not fit",
                table.name
            ))
        };
        let mut stored = catalog::columns(&self.client, table.name).await?;
        // In the order of the rows' values.
        stored.retain(|column| columns.contains(&column.name));
        stored.sort_by_key(|column| columns.iter().position(|name| *name == column.name));
        let (own, made) = derived::made(table.name, columns, rows).ok_or_else(|| unfit("data"))?;
        let (mut names, mut given, mut arrays) = (Vec::new(), Vec::new(), Vec::new());
        for (columns, rows) in [(&stored, rows), (&own, made.as_slice())] {
            for (place, column) in columns.iter().enumerate() {
                let cells: Vec<&Cell> = rows.iter().filter_map(|row| row.get(place)).collect();
                arrays.push(column.kind.array(&cells).ok_or_else(|| unfit(&column.name))?);
                given.push(format!("${}::{}[]", arrays.len(), column.kind.name()));
                names.push(column.name.as_str());
            }
        }
        let (names, given) = (names.join(", "), given.join(", "));
        let addition = format!(
            "INSERT INTO {} ({names}) SELECT {names} FROM unnest({given}) AS given ({names})",
            table.name
        );
        let parameters: Vec<Param<'_>> =
            arrays.iter().map(|(array, kind)| (&**array, kind.clone())).collect();
        self.client.run(&addition, &parameters).await.map(|_| ())
    }
}

fn not_a_key(table: &Table) -> Failure {
    Failure::Failed(format!("a row of {} has no key", table.name))
}

#[async_trait(?Send)]
impl Rows for PostgresRows {
    async fn columns(&self, table: &Table) -> Result<Vec<Column>, ToolError> {
        let stored = catalog::columns(&self.client, table.name).await;
        let stored = stored.map_err(|failure| self.failed(&failure))?;
        Ok(stored
            .into_iter()
            .filter(|column| derived::is_read(table.name, &column.name))
            .map(|column| Column {
                is_own: derived::is_own(table.name, &column.name),
                name: column.name,
            })
            .collect())
    }

    async fn page(
        &self,
        table: &Table,
        columns: &[String],
        after: Option<&Row>,
        limit: u32,
    ) -> Result<Vec<Row>, ToolError> {
        self.in_time()?;
        let page = self.read_page(table, columns, after, limit).await;
        page.map_err(|failure| self.failed(&failure))
    }

    async fn last(&self, table: &Table) -> Result<Option<Row>, ToolError> {
        self.read_last(table).await.map_err(|failure| self.failed(&failure))
    }

    async fn add(
        &mut self,
        table: &Table,
        columns: &[String],
        rows: &[Row],
    ) -> Result<(), ToolError> {
        self.add_page(table, columns, rows).await.map_err(|failure| self.failed(&failure))
    }
}
