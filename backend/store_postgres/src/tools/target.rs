//! A database that everything is copied to, and that becomes a store.

use async_trait::async_trait;
use pse_store_tools::ToolError;
use pse_store_tools::rows::{Rows, TABLES, Target};

use super::catalog::{self, OWN_TABLES};
use super::in_postgres::PostgresRows;
use super::living::refuse_living;
use super::place::Place;
use super::verify::verify;
use crate::copy_mark::{self, Mark};
use crate::failure::Failure;
use crate::migrations::{MIGRATIONS, migrate};
use crate::pool::Client;

/// A database that becomes a store; no service opens it before it is whole.
#[derive(Debug)]
pub struct PostgresTarget {
    rows: PostgresRows,
    /// Keeps other copies to the same database away, by a transaction that stays open.
    _alone: Client,
}

impl PostgresTarget {
    /// Connects to a database, and makes the tables where they are not there yet.
    ///
    /// # Errors
    /// When a service or another copy uses the database, or it is something else.
    pub async fn open(place: &Place) -> Result<Self, ToolError> {
        let client = place.connect_durably().await?;
        let tables = catalog::tables(&client).await.map_err(|failure| place.failed(&failure))?;
        refuse_foreign(place, &tables)?;
        let rows = PostgresRows { client, place: place.clone(), until: None };
        if !tables.is_empty() {
            // Before anything is changed.
            refuse_used(&rows).await?;
        }
        let client = &rows.client;
        migrate(client, &MIGRATIONS).await.map_err(|error| place.says(error))?;
        place.check_current(client).await?;
        let alone = place.connect().await?;
        keep_alone(&alone).await.map_err(|failure| match failure {
            Failure::Retry(why) => {
                place.says(format!("another copy to the database is under way ({why})"))
            }
            other @ (Failure::Unique { .. }
            | Failure::Unknown(_)
            | Failure::Corrupt(_)
            | Failure::Failed(_)) => place.failed(&other),
        })?;
        Ok(Self { rows, _alone: alone })
    }

    /// New numbers are above the old ones, and statements are planned for as many rows as there are.
    async fn follow(&self) -> Result<(), Failure> {
        let client = &self.rows.client;
        for (table, column) in catalog::numbered(client).await? {
            let set = format!(
                "SELECT setval(pg_get_serial_sequence('{table}', '{column}'), last)
                 FROM (SELECT max({column}) AS last FROM {table}) AS numbered WHERE last IS NOT NULL"
            );
            client.rows(&set, &[]).await?;
        }
        let own = OWN_TABLES.into_iter().filter(|table| !table.starts_with("schema_"));
        for table in TABLES.iter().map(|table| table.name).chain(own) {
            client.run(&format!("ANALYZE {table}"), &[]).await?;
        }
        Ok(())
    }
}

/// Refuses a database in which another program has tables.
fn refuse_foreign(place: &Place, tables: &[String]) -> Result<(), ToolError> {
    let is_known = |name: &&String| {
        OWN_TABLES.contains(&name.as_str()) || TABLES.iter().any(|table| table.name == **name)
    };
    match tables.iter().find(|name| !is_known(name)) {
        None => Ok(()),
        Some(foreign) => Err(place.says(format!(
            "the database has a table of another program ({foreign}): name one of its own"
        ))),
    }
}

/// Refuses a database that services use, or that has rows which no copy has added.
async fn refuse_used(rows: &PostgresRows) -> Result<(), ToolError> {
    let place = &rows.place;
    refuse_living(place, &rows.client).await?;
    if let Some(to) = mark(rows, Mark::CopiedAway).await? {
        return Err(place.says(format!("the database was itself copied to {to}")));
    }
    if mark(rows, Mark::Filling).await?.is_some() {
        return Ok(());
    }
    for table in &TABLES {
        if rows.last(table).await?.is_some() {
            return Err(place.says(format!(
                "the database has rows of its own (in {}): name an empty one",
                table.name
            )));
        }
    }
    Ok(())
}

async fn mark(rows: &PostgresRows, mark: Mark) -> Result<Option<String>, ToolError> {
    let read = copy_mark::read(&rows.client, mark).await;
    read.map_err(|failure| rows.failed(&failure))
}

/// A lock of a table, not of a row: that would be a number by which all that comes later is told to be in use, and counts could
/// not be cleared of their earlier rows before the end.
async fn keep_alone(client: &Client) -> Result<(), Failure> {
    client.begin().await?;
    client.batch("SET LOCAL idle_in_transaction_session_timeout = 0").await?;
    client.batch("LOCK TABLE schema_lock IN SHARE UPDATE EXCLUSIVE MODE").await
}

#[async_trait(?Send)]
impl Target for PostgresTarget {
    fn rows(&mut self) -> &mut dyn Rows {
        &mut self.rows
    }

    fn address(&self) -> String {
        self.rows.place.address()
    }

    async fn begin(&mut self, from: &str) -> Result<(), ToolError> {
        let place = &self.rows.place;
        match mark(&self.rows, Mark::Filling).await? {
            Some(before) if before == from => return Ok(()),
            Some(before) => {
                return Err(place.says(format!(
                    "a copy of {before} to the database was cut short: end that, or name an empty database"
                )));
            }
            None => refuse_used(&self.rows).await?,
        }
        let client = &self.rows.client;
        let written = copy_mark::write(client, Mark::Filling, from).await;
        written.map_err(|failure| place.failed(&failure))?;
        // Whoever has opened it since the last look is seen now; nobody opens it from here on.
        let alone = refuse_living(place, client).await;
        if alone.is_err() {
            // Nothing was added yet.
            let _ = copy_mark::remove(client, Mark::Filling).await;
        }
        alone
    }

    async fn complete(&mut self) -> Result<(), ToolError> {
        self.follow().await.map_err(|failure| self.rows.failed(&failure))?;
        match verify(&self.rows.place).await?.findings.first() {
            None => Ok(()),
            Some(first) => Err(self.rows.place.says(format!(
                "the copy is not whole: {first}; name an empty database, and copy again"
            ))),
        }
    }

    async fn release(&mut self) -> Result<(), ToolError> {
        refuse_living(&self.rows.place, &self.rows.client).await?;
        let removed = copy_mark::remove(&self.rows.client, Mark::Filling).await;
        removed.map(|_| ()).map_err(|failure| self.rows.failed(&failure))
    }
}
