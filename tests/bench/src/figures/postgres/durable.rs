//! How many commits of a creation the server has brought to the disk, by its write-ahead log: a transaction without a
//! commit there has written nothing.

use pse_core::ports::store::Intent;
use pse_store_postgres::PostgresStore;

use super::ours;
use crate::failure::Failure;
use crate::postgres::Database;

/// Creates payments one after another and returns the commits of each. Signs of life, which each process gives whether it
/// creates anything or not, are not counted.
pub(super) async fn commits(
    database: &Database,
    store: &PostgresStore,
    intents: &[Intent],
) -> Result<f64, Failure> {
    database.run("CREATE EXTENSION IF NOT EXISTS pg_walinspect").await?;
    let from = database.run("SELECT pg_current_wal_insert_lsn()").await?;
    for intent in intents {
        ours::create(store, intent).await?;
    }
    let counted = database
        .number(&format!(
            "WITH records AS MATERIALIZED (
                 SELECT * FROM pg_get_wal_records_info('{from}', pg_current_wal_flush_lsn()))
             SELECT count(*) FROM records
             WHERE resource_manager = 'Transaction' AND record_type LIKE 'COMMIT%' AND xid::text NOT IN (
                 SELECT xid::text FROM records
                 WHERE block_ref LIKE '%/' || pg_relation_filenode('processes') || ' %')"
        ))
        .await?;
    Ok(counted / intents.len() as f64)
}
