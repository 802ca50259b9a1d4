//! What a database has: rows by table and state, its size, and what waits the longest.

use pse_store_tools::ToolError;
use pse_store_tools::held::{Held, TableStats, WITH_STATE};
use pse_store_tools::rows::TABLES;
use serde::{Deserialize, Serialize};

use super::catalog::{self, OWN_TABLES};
use super::place::Place;
use crate::columns::{Columns, time};
use crate::failure::Failure;
use crate::pool::Client;
use crate::processes::{CLOCK, SILENCE};

/// What a database has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatabaseStats {
    /// The address of the database, without a password.
    pub database: String,
    /// The size of the database in bytes, with its indexes and whatever else is in it.
    pub database_bytes: u64,
    /// How many services have it open.
    pub processes: u64,
    /// How many rows that have been replaced or removed lie in its tables, as the server estimates.
    pub dead_rows: u64,
    /// What it holds.
    #[serde(flatten)]
    pub held: Held,
}

/// Reads what a database has, also while services use it.
///
/// # Errors
/// When the database cannot be read, or has no store.
pub async fn stats(place: &Place) -> Result<DatabaseStats, ToolError> {
    let client = place.connect().await?;
    place.check_current(&client).await?;
    let schema_version = place.version(&client).await?;
    let read = read(&client, place.address(), schema_version).await;
    read.map_err(|failure| place.failed(&failure))
}

async fn read(
    client: &Client,
    database: String,
    schema_version: i64,
) -> Result<DatabaseStats, Failure> {
    let mut tables = Vec::new();
    for table in catalog::tables(client).await? {
        let is_ours =
            TABLES.iter().any(|known| known.name == table) || OWN_TABLES.contains(&table.as_str());
        if is_ours && !table.starts_with("schema_") {
            tables.push(table_stats(client, table).await?);
        }
    }
    let silence = SILENCE.as_micros();
    let question = format!(
        "SELECT pg_database_size(current_database()) AS size,
             (SELECT coalesce(sum(n_dead_tup), 0)::bigint FROM pg_stat_user_tables WHERE schemaname = current_schema()) AS dead,
             (SELECT count(*) FROM processes WHERE heard_at >= {CLOCK} - {silence}) AS living,
             (SELECT min(next_at) FROM payment_probes) AS due,
             (SELECT count(*) FROM notification_queue) AS undelivered,
             (SELECT min(created_at) FROM notification_queue) AS oldest"
    );
    let row = client.first(&question, &[]).await?;
    let row = row.ok_or_else(|| Failure::Failed("a figure gave no row".to_owned()))?;
    let columns = Columns::of(&row);
    let moment = |column| columns.get::<Option<i64>>(column)?.map(time).transpose();
    Ok(DatabaseStats {
        database,
        database_bytes: columns.number("size")?,
        processes: columns.number("living")?,
        dead_rows: columns.number("dead")?,
        held: Held {
            schema_version,
            tables,
            oldest_due_probe: moment("due")?,
            undelivered_notifications: columns.number("undelivered")?,
            oldest_undelivered: moment("oldest")?,
        },
    })
}

async fn table_stats(client: &Client, table: String) -> Result<TableStats, Failure> {
    if !WITH_STATE.contains(&table.as_str()) {
        let row = client.first(&format!("SELECT count(*) AS counted FROM {table}"), &[]).await?;
        let counted = row.map(|row| Columns::of(&row).number("counted")).transpose()?;
        return Ok(TableStats { table, rows: counted.unwrap_or(0), states: Vec::new() });
    }
    let question =
        format!("SELECT state, count(*) AS counted FROM {table} GROUP BY state ORDER BY state");
    let read = |row: &tokio_postgres::Row| {
        let columns = Columns::of(row);
        Ok((columns.get("state")?, columns.number("counted")?))
    };
    let rows = client.rows(&question, &[]).await?;
    let states: Vec<(String, u64)> = rows.iter().map(read).collect::<Result<_, Failure>>()?;
    Ok(TableStats { table, rows: states.iter().map(|(_, rows)| rows).sum(), states })
}
