//! The marks of a database that was copied away, or is being filled from another store: migrations of versions that no program
//! has, and that none may write without. So no program opens the database as a store, an older one neither.

use super::columns::Columns;
use super::failure::Failure;
use super::migrations::has_table;
use super::pool::Client;
use super::values::{Text, Values};

/// What a mark says of a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Everything was copied to another store, which is to be used now.
    CopiedAway,
    /// Everything of another store is being copied to it.
    Filling,
}

impl Mark {
    /// The version that stands for the mark, above every migration's.
    const fn version(self) -> i64 {
        match self {
            Self::CopiedAway => FIRST,
            Self::Filling => FIRST + 1,
        }
    }
}

/// The first of the versions that are no migrations.
pub(crate) const FIRST: i64 = 9_000_000_000;

/// Reads a mark: the other store's address. A database without tables has none.
pub(crate) async fn read(client: &Client, mark: Mark) -> Result<Option<String>, Failure> {
    static TEXT: Text = Text::new();
    if !has_table(client).await? {
        return Ok(None);
    }
    let write = || "SELECT description FROM schema_migrations WHERE version = :version".to_owned();
    let values = Values::default().with("version", mark.version());
    let row = values.first(client, &TEXT, write).await?;
    row.map(|row| Columns::of(&row).get("description")).transpose()
}

/// Marks a database; `other` is the other store's address.
pub(crate) async fn write(client: &Client, mark: Mark, other: &str) -> Result<(), Failure> {
    static TEXT: Text = Text::new();
    let write = || {
        "INSERT INTO schema_migrations (version, description, success, checksum, execution_time, oldest_writer)
         VALUES (:version, :other, true, '', 0, :version)
         ON CONFLICT (version) DO UPDATE SET description = excluded.description"
            .to_owned()
    };
    let values = Values::default().with("version", mark.version()).with("other", other);
    values.run(client, &TEXT, write).await.map(|_| ())
}

/// Takes a mark away; whether it was there.
pub(crate) async fn remove(client: &Client, mark: Mark) -> Result<bool, Failure> {
    static TEXT: Text = Text::new();
    let write = || "DELETE FROM schema_migrations WHERE version = :version".to_owned();
    let values = Values::default().with("version", mark.version());
    Ok(values.run(client, &TEXT, write).await? > 0)
}

/// Why a database is not to be opened as the store, if a mark says so.
pub(crate) async fn refusal(client: &Client) -> Result<Option<String>, Failure> {
    if let Some(to) = read(client, Mark::CopiedAway).await? {
        return Ok(Some(format!(
            "everything in this database was copied to {to}, which is to be used now: set store.url to it. To go on with the old \
             database all the same, where nothing was paid with the copy: pse-backend store copy --undo"
        )));
    }
    let from = read(client, Mark::Filling).await?;
    Ok(from.map(|from| {
        format!("everything of {from} is being copied to this database, and that was cut short or goes on: run it to its end")
    }))
}
