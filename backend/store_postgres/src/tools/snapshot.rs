//! A database read as of one moment, while services go on writing it.

use std::time::Duration;

use pse_store_tools::ToolError;
use pse_store_tools::rows::Rows;
use tokio::time::Instant;

use super::in_postgres::PostgresRows;
use super::place::Place;

/// A database as it was at one moment. Nobody waits for whoever reads it; but what has been replaced or removed since cannot be
/// cleared away before this ends, so that it must end.
#[derive(Debug)]
pub struct PostgresSnapshot {
    rows: PostgresRows,
}

impl PostgresSnapshot {
    /// Begins to read; given up when it takes longer than `within`.
    ///
    /// # Errors
    /// When the database cannot be read, or has no store of this program's version.
    pub async fn open(place: &Place, within: Duration) -> Result<Self, ToolError> {
        let client = place.connect().await?;
        place.check_current(&client).await?;
        let began = async {
            client.batch("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?;
            // Also where this process stands still, the server does not wait for ever.
            client.batch("SET LOCAL idle_in_transaction_session_timeout = '5min'").await
        };
        began.await.map_err(|failure| place.failed(&failure))?;
        let until = Instant::now().checked_add(within).map(|until| (until, within));
        Ok(Self { rows: PostgresRows { client, place: place.clone(), until } })
    }

    /// Its rows.
    #[must_use]
    pub fn rows(&self) -> &dyn Rows {
        &self.rows
    }
}
