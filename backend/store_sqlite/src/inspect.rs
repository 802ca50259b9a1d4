//! Inspects a database file that is not opened as a store: nothing is changed, locked or migrated.

use pse_core::model::ProviderName;
use pse_core::ports::store::{OpenError, StoreError, Unfinished};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};

use super::cannot_open::CannotOpen;
use super::columns::{Columns, failed};
use super::open::{BUSY, file_of};
use super::unfinished::{all, unfinished};

/// Creating and pending payments by site, of a file from before payments remembered their provider.
const UNFINISHED_OF_ONE_PROVIDER: &str = "SELECT site, ?1 AS provider, count(*) AS payments
     FROM payments WHERE state IN ('creating', 'pending') GROUP BY site ORDER BY site";

/// What the file knows of payments: nothing yet, payments without a provider, or with one.
const SCHEMA: &str = "SELECT count(*) AS columns, coalesce(sum(name = 'provider'), 0) AS provider
     FROM pragma_table_info('payments')";

/// Counts the creating and pending payments of a database file, by site and provider, without changing it, also
/// while a process serves it and when its schema is older. A file that is not there has none.
///
/// # Errors
/// When the file cannot be read, or is no store.
pub async fn unfinished_in(url: &str) -> Result<Vec<Unfinished>, OpenError> {
    let path = file_of(url)?;
    if !path.try_exists().map_err(|source| CannotOpen::File { path: path.to_owned(), source })? {
        return Ok(Vec::new());
    }
    let options = SqliteConnectOptions::new()
        .filename(path)
        .read_only(true)
        .busy_timeout(BUSY)
        .disable_statement_logging();
    let unreadable = |error| OpenError(format!("{}: {error}", path.display()));
    let mut connection = options.connect().await.map_err(failed).map_err(unreadable)?;
    let counted = count(&mut connection).await;
    // Nothing was written, so nothing can be lost.
    let _ = connection.close().await;
    counted.map_err(unreadable)
}

async fn count(connection: &mut SqliteConnection) -> Result<Vec<Unfinished>, StoreError> {
    let schema = sqlx::query(SCHEMA).fetch_one(&mut *connection).await.map_err(failed)?;
    let number = |name| Columns(&schema).get::<i64>(name);
    if number("columns")? == 0 {
        return Ok(Vec::new());
    }
    if number("provider")? > 0 {
        return all(connection).await;
    }
    let rows = sqlx::query(UNFINISHED_OF_ONE_PROVIDER)
        .bind(ProviderName::DEFAULT)
        .fetch_all(connection)
        .await
        .map_err(failed)?;
    rows.iter().map(unfinished).collect()
}
