//! Payments that wait for an outcome, counted by site and provider.

use pse_core::ports::store::Unfinished;
use tokio_postgres::Row;

use super::columns::Columns;
use super::failure::Failure;
use super::pool::Client;

/// Statement: the number of creating and pending payments by site and provider.
pub(crate) const UNFINISHED: &str = "SELECT site, provider, sum(payments)::bigint AS payments
     FROM payment_counts WHERE state IN ('creating', 'pending')
     GROUP BY site, provider HAVING sum(payments) > 0 ORDER BY site, provider";

/// Counts creating and pending payments by site and provider.
pub(crate) async fn all(client: &Client) -> Result<Vec<Unfinished>, Failure> {
    client.rows(UNFINISHED, &[]).await?.iter().map(unfinished).collect()
}

/// Counts them in a database that is not opened as a store: one without tables has none.
pub(crate) async fn in_database(client: &Client) -> Result<Vec<Unfinished>, Failure> {
    let counted = "SELECT to_regclass('payment_counts') IS NOT NULL AS counted";
    let row = client.first(counted, &[]).await?;
    let is_counted = row.map(|row| Columns::of(&row).get("counted")).transpose()?;
    if is_counted == Some(true) { all(client).await } else { Ok(Vec::new()) }
}

fn unfinished(row: &Row) -> Result<Unfinished, Failure> {
    let columns = Columns::of(row);
    Ok(Unfinished {
        site: columns.site()?,
        provider: columns.provider()?,
        count: columns.number("payments")?,
    })
}
