//! Payments that wait for an outcome, counted by site and provider.

use pse_core::model::SiteName;
use pse_core::ports::store::{StoreError, Unfinished};
use sqlx::SqliteExecutor;
use sqlx::sqlite::SqliteRow;

use super::columns::{Columns, failed};

/// Statement: the number of creating and pending payments by site and provider.
pub(super) const UNFINISHED: &str = "SELECT site, provider, count(*) AS payments
     FROM payments INDEXED BY payments_in_state
     WHERE state IN ('creating', 'pending') GROUP BY site, provider ORDER BY site, provider";

/// Counts creating and pending payments by site and provider.
pub(super) async fn all(executor: impl SqliteExecutor<'_>) -> Result<Vec<Unfinished>, StoreError> {
    let rows = sqlx::query(UNFINISHED).fetch_all(executor).await.map_err(failed)?;
    rows.iter().map(unfinished).collect()
}

/// Reads a row of the statement [`UNFINISHED`].
pub(super) fn unfinished(row: &SqliteRow) -> Result<Unfinished, StoreError> {
    let columns = Columns(row);
    let count: i64 = columns.get("payments")?;
    Ok(Unfinished {
        site: columns.named("site", |name| name.parse::<SiteName>().ok())?,
        provider: columns.provider()?,
        count: u64::try_from(count).unwrap_or(0),
    })
}
