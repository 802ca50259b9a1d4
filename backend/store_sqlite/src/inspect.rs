//! Inspects a database file that is not opened as a store: nothing is changed, locked, narrowed or migrated.

use std::path::Path;

use pse_core::model::ProviderName;
use pse_core::ports::store::{OpenError, StoreError, Unfinished};
use rusqlite::{Connection, named_params};

use super::cannot_open::CannotOpen;
use super::connections::{Waiting, to_read};
use super::failure::Failure;
use super::header;
use super::modes::loose;
use super::open::{apart, file_of};
use super::statements;
use super::unfinished::{UNFINISHED, unfinished};

/// Creating and pending payments by site, of a file from before payments remembered their provider.
const UNFINISHED_OF_ONE_PROVIDER: &str = "SELECT site, :provider AS provider, count(*) AS payments
     FROM payments WHERE state IN ('creating', 'pending') GROUP BY site ORDER BY site";

/// Creating and pending payments by site and provider, of a file from before the counts that are kept.
const UNFINISHED_UNCOUNTED: &str = "SELECT site, provider, count(*) AS payments
     FROM payments INDEXED BY payments_in_state
     WHERE state IN ('creating', 'pending') GROUP BY site, provider ORDER BY site, provider";

/// What the file knows of payments: nothing yet, payments without a provider, or with one; and whether they are counted.
const SCHEMA: &str = "SELECT count(*) AS columns, coalesce(sum(name = 'provider'), 0) AS provider,
         EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'payment_counts') AS counted
     FROM pragma_table_info('payments')";

/// Counts the creating and pending payments of a database file, by site and provider, without changing it, also
/// while a process serves it and when its schema is older. A file that is not there has none.
///
/// # Errors
/// When the file cannot be read, or is no store.
pub async fn unfinished_in(url: &str) -> Result<Vec<Unfinished>, OpenError> {
    let path = file_of(url)?.to_owned();
    apart(move || unfinished_of(&path)).await?
}

/// Says which files of a database others than their owner may reach, and the command that mends each; the store narrows
/// them when it is opened. The database need not be there.
///
/// # Errors
/// When opening the store would be refused: it cannot narrow a file, as that is another user's.
pub async fn exposed_in(url: &str) -> Result<Vec<String>, OpenError> {
    let path = file_of(url)?.to_owned();
    Ok(apart(move || exposed(&path)).await??)
}

fn exposed(path: &Path) -> Result<Vec<String>, CannotOpen> {
    let found = loose(path)?;
    if let Some(foreign) = found.iter().find(|found| !found.is_ours()) {
        return Err(foreign.refusal());
    }
    Ok(found.iter().map(|found| format!("{}: {}", found.sentence(), found.mend())).collect())
}

fn unfinished_of(path: &Path) -> Result<Vec<Unfinished>, OpenError> {
    if !path.try_exists().map_err(|source| CannotOpen::File { path: path.to_owned(), source })? {
        return Ok(Vec::new());
    }
    header::look(path).map_err(|reason| reason.of(path).named(path))?;
    let unreadable =
        |failure: Failure| OpenError(format!("{}: {}", path.display(), StoreError::from(failure)));
    let connection = to_read(path, Waiting::Patient).map_err(Failure::from).map_err(unreadable)?;
    count(&connection).map_err(unreadable)
}

fn count(connection: &Connection) -> Result<Vec<Unfinished>, Failure> {
    let read = |row: &rusqlite::Row<'_>| {
        Ok((row.get("columns")?, row.get("provider")?, row.get("counted")?))
    };
    let schema: Option<(i64, i64, bool)> = statements::first(connection, SCHEMA, [], read)?;
    match schema {
        None | Some((0, ..)) => Ok(Vec::new()),
        Some((_, 0, _)) => statements::all(
            connection,
            UNFINISHED_OF_ONE_PROVIDER,
            named_params! { ":provider": ProviderName::DEFAULT },
            unfinished,
        ),
        Some((_, _, false)) => statements::all(connection, UNFINISHED_UNCOUNTED, [], unfinished),
        Some((_, _, true)) => statements::all(connection, UNFINISHED, [], unfinished),
    }
}
