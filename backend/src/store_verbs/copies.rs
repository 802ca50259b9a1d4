//! Everything of the configured store is copied to another one, of either kind.

use std::fs;
use std::path::Path;

use pse_store_postgres::Address;
use pse_store_postgres::tools::place::Place;
use pse_store_postgres::tools::source::{PostgresSource, undo as undo_in_database};
use pse_store_postgres::tools::target::PostgresTarget;
use pse_store_sqlite::copying::source::{SqliteSource, undo as undo_in_file};
use pse_store_sqlite::copying::target::SqliteTarget;
use pse_store_tools::ToolError;
use pse_store_tools::copy::copy;
use pse_store_tools::rows::{Source, Target};
use secrecy::SecretString;

use super::ending::{Ending, success};
use super::show;
use crate::config::StoreAddress;

/// A store that is there.
#[derive(Debug, Clone)]
pub enum Here<'c> {
    /// An SQLite file.
    File(&'c Path),
    /// A PostgreSQL database.
    Database(Place),
}

/// The store that a command names with `--to`.
///
/// # Errors
/// What is wrong with the address or its password.
pub fn other(to: &str, password_file: Option<&Path>) -> Result<StoreAddress, ToolError> {
    let address = StoreAddress::parse(to).map_err(|why| ToolError(format!("--to {why}")))?;
    match (address, password_file) {
        (StoreAddress::Postgres(address), Some(file)) => {
            with_password(address, file).map(StoreAddress::Postgres)
        }
        (StoreAddress::Sqlite(_), Some(_)) => Err(ToolError(
            "--to-password-file is for a PostgreSQL database, and --to names an SQLite file"
                .to_owned(),
        )),
        (address, None) => Ok(address),
    }
}

fn with_password(address: Address, file: &Path) -> Result<Address, ToolError> {
    if address.has_password() {
        return Err(ToolError(
            "--to-password-file is given, and the address has a password, too; keep one of them"
                .to_owned(),
        ));
    }
    let text = fs::read_to_string(file)
        .map_err(|error| ToolError(format!("--to-password-file {}: {error}", file.display())))?;
    match text.trim_end_matches(['\r', '\n']) {
        "" => Err(ToolError(format!("--to-password-file {} is empty", file.display()))),
        password => Ok(address.with_password(SecretString::from(password))),
    }
}

/// Copies everything, and marks the old store.
///
/// # Errors
/// Why it was not done. The old store is used on then.
pub async fn carry_out(
    here: &Here<'_>,
    to: StoreAddress,
    is_real: bool,
) -> Result<Ending, ToolError> {
    if let (Here::File(from), StoreAddress::Sqlite(to)) = (here, &to)
        && let (Ok(from), Ok(to)) = (from.canonicalize(), to.canonicalize())
        && from == to
    {
        return Err(ToolError(format!("{} is the store itself", to.display())));
    }
    let mut source: Box<dyn Source> = match here {
        Here::File(file) => Box::new(SqliteSource::open(file)?),
        Here::Database(place) => Box::new(PostgresSource::open(place).await?),
    };
    let mut target: Box<dyn Target> = match to {
        StoreAddress::Sqlite(file) => Box::new(SqliteTarget::open(&file)?),
        StoreAddress::Postgres(address) => {
            Box::new(PostgresTarget::open(&Place::target(address, is_real)).await?)
        }
    };
    let copied = copy(&mut *source, &mut *target).await?;
    let ending = show::copied(&source.address(), &target.address());
    Ok(success(show::compared(&copied) + &ending))
}

/// Lets services use the old store again.
///
/// # Errors
/// When it was not copied, or a service uses it.
pub async fn undo(here: &Here<'_>) -> Result<Ending, ToolError> {
    let store = match here {
        Here::File(file) => {
            undo_in_file(file)?;
            file.display().to_string()
        }
        Here::Database(place) => {
            undo_in_database(place).await?;
            place.address()
        }
    };
    Ok(success(format!("{store} is to be used again\n")))
}
