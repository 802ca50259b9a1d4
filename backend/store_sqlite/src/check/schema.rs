//! The tables, indexes and triggers of a file are those that the migrations make.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::migrations::{MIGRATIONS, MigrateError, migrate, version};

/// A schema: the words of each table, index and trigger by its kind and name, without what means nothing: earlier builds,
/// and earlier versions of SQLite, wrote other spaces and quotes.
type Schema = BTreeMap<(String, String), Option<String>>;

/// Compares a file's schema with the one that the migrations it has make in memory; says what differs. What others have
/// added is no matter; and where a later program has migrated the file, neither is what it has changed, but what it has left
/// out.
///
/// # Errors
/// When SQLite fails.
pub(crate) fn differences(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let found = schema(connection)?;
    let version = version(connection)?;
    let is_later = version.is_of_a_later_program();
    let wanted = match made_anew(version.newest) {
        Ok(wanted) => wanted,
        Err(MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _)) => {
            return Err(error);
        }
        Err(error) => return Ok(vec![error.to_string()]),
    };
    let differs = |((kind, name), words): (&(String, String), &Option<String>)| match found
        .get(&(kind.clone(), name.clone()))
    {
        None => Some(format!("the {kind} {name} is missing")),
        Some(found) if found != words && !is_later => {
            Some(format!("the {kind} {name} is not as this program made it"))
        }
        Some(_) => None,
    };
    Ok(wanted.iter().filter_map(differs).collect())
}

fn made_anew(up_to: i64) -> Result<Schema, MigrateError> {
    let mut connection = Connection::open_in_memory()?;
    let had = MIGRATIONS.iter().filter(|migration| migration.version() <= up_to);
    migrate(&mut connection, &had.copied().collect::<Vec<_>>())?;
    Ok(schema(&connection)?)
}

fn schema(connection: &Connection) -> rusqlite::Result<Schema> {
    connection
        .prepare("SELECT type, name, sql FROM sqlite_schema")?
        .query_map([], |row| {
            let words: Option<String> = row.get(2)?;
            Ok(((row.get(0)?, row.get(1)?), words.as_deref().map(plain)))
        })?
        .collect()
}

fn plain(words: &str) -> String {
    words.chars().filter(|letter| !letter.is_whitespace() && *letter != '"').collect()
}
