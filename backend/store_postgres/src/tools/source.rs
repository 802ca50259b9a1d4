//! A database that everything is copied from.

use async_trait::async_trait;
use pse_store_tools::ToolError;
use pse_store_tools::rows::{Rows, Source, TABLES};

use super::in_postgres::PostgresRows;
use super::living::refuse_living;
use super::place::Place;
use super::verify::verify;
use crate::copy_mark::{self, Mark};
use crate::failure::Failure;
use crate::pool::Client;

/// A database, which nobody writes meanwhile: its tables are locked against that, in one transaction from the beginning to the
/// mark at the end.
#[derive(Debug)]
pub struct PostgresSource {
    rows: PostgresRows,
}

impl PostgresSource {
    /// Verifies a database and locks its tables against writing.
    ///
    /// # Errors
    /// When a service uses the database, or it is damaged or not of this program's version.
    pub async fn open(place: &Place) -> Result<Self, ToolError> {
        let client = place.connect().await?;
        place.check_current(&client).await?;
        refuse_living(place, &client).await?;
        if let Some(first) = verify(place).await?.findings.first() {
            return Err(
                place.says(format!("the store is damaged, and nothing was copied: {first}"))
            );
        }
        lock(&client).await.map_err(|failure| match failure {
            Failure::Retry(why) => {
                place.says(format!("somebody uses the tables: stop every service first ({why})"))
            }
            other @ (Failure::Unique { .. }
            | Failure::Unknown(_)
            | Failure::Corrupt(_)
            | Failure::Failed(_)) => place.failed(&other),
        })?;
        refuse_living(place, &client).await?;
        Ok(Self { rows: PostgresRows { client, place: place.clone(), until: None } })
    }

    async fn marked(&self, to: &str) -> Result<(), Failure> {
        let client = &self.rows.client;
        client.batch(FENCE).await?;
        for table in &TABLES {
            let name = table.name;
            client
                .batch(&format!(
                    "CREATE TRIGGER copied_away BEFORE INSERT OR UPDATE OR DELETE ON {name}
                     FOR EACH STATEMENT EXECUTE FUNCTION copied_away()"
                ))
                .await?;
        }
        copy_mark::write(client, Mark::CopiedAway, to).await?;
        client.commit().await
    }
}

/// A process that slept all the while, and was forgotten, writes nothing when it wakes up.
const FENCE: &str = "CREATE OR REPLACE FUNCTION copied_away() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'everything in this database was copied to another store, which is used now' USING ERRCODE = '55000';
    END $$";

/// Keeps everybody else from writing, also another copy from this database; whoever reads may.
async fn lock(client: &Client) -> Result<(), Failure> {
    let tables = TABLES.map(|table| table.name).join(", ");
    client.begin().await?;
    client
        .batch(
            "SET LOCAL lock_timeout = '10s';
             SET LOCAL idle_in_transaction_session_timeout = '10min'",
        )
        .await?;
    client.batch(&format!("LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")).await
}

#[async_trait(?Send)]
impl Source for PostgresSource {
    fn rows(&self) -> &dyn Rows {
        &self.rows
    }

    fn address(&self) -> String {
        self.rows.place.address()
    }

    async fn copied_to(&self) -> Result<Option<String>, ToolError> {
        let read = copy_mark::read(&self.rows.client, Mark::CopiedAway).await;
        read.map_err(|failure| self.rows.failed(&failure))
    }

    async fn mark(&mut self, to: &str) -> Result<(), ToolError> {
        if self.copied_to().await?.is_some() {
            return Ok(());
        }
        self.marked(to).await.map_err(|failure| self.rows.failed(&failure))
    }
}

/// Takes the mark of a copy away, so that services go on with the old database.
///
/// # Errors
/// When a service uses the database, or it was not copied.
pub async fn undo(place: &Place) -> Result<(), ToolError> {
    let client = place.connect().await?;
    place.check_current(&client).await?;
    refuse_living(place, &client).await?;
    match unmarked(&client).await.map_err(|failure| place.failed(&failure))? {
        true => Ok(()),
        false => Err(place.says("the database was not copied to another store")),
    }
}

async fn unmarked(client: &Client) -> Result<bool, Failure> {
    client.begin().await?;
    if !copy_mark::remove(client, Mark::CopiedAway).await? {
        client.roll_back().await;
        return Ok(false);
    }
    client.batch("DROP FUNCTION IF EXISTS copied_away() CASCADE").await?;
    client.commit().await?;
    Ok(true)
}
