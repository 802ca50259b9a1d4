//! Payments that wait for an outcome, counted by site and provider.

use pse_core::ports::store::Unfinished;
use rusqlite::{Connection, Row};

use super::columns::Columns;
use super::failure::Failure;
use super::statements;

/// Statement: the number of creating and pending payments by site and provider.
pub(super) const UNFINISHED: &str = "SELECT site, provider, count(*) AS payments
     FROM payments INDEXED BY payments_in_state
     WHERE state IN ('creating', 'pending') GROUP BY site, provider ORDER BY site, provider";

/// Counts creating and pending payments by site and provider.
pub(super) fn all(connection: &Connection) -> Result<Vec<Unfinished>, Failure> {
    statements::all(connection, UNFINISHED, [], unfinished)
}

/// Reads a row of the statement [`UNFINISHED`].
pub(super) fn unfinished(row: &Row<'_>) -> Result<Unfinished, Failure> {
    let columns = Columns::of(row);
    Ok(Unfinished {
        site: columns.site()?,
        provider: columns.provider()?,
        count: u64::try_from(columns.get::<i64>("payments")?).unwrap_or(0),
    })
}
