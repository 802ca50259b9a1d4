//! Which programs may write a file: those that know all of it, and earlier ones where a migration says so.

use pse_core::ports::store::Store;
use pse_core::ports::store::schema::{Applied, Migration, SchemaError, missing};
use pse_core::ports::store_suite::samples::creating;
use rusqlite::Connection;
use tempfile::TempDir;

use super::test_store::{file_in, open_in};
use crate::cannot_open::CannotOpen;
use crate::check::schema::differences;
use crate::migrations::{MIGRATIONS, NEWEST, migrate};
use crate::verify::verify;

/// The migrations that the last program without this table knows.
const BEFORE: usize = 14;

/// A migration of a later program, which this one may write beside or not.
fn later(version: i64, text: &'static str, oldest_writer: i64) -> Migration {
    Migration::new(version, "later", text).written_since(oldest_writer)
}

/// A file as a later program makes it.
fn of_later(folder: &TempDir, later: &[Migration]) -> Connection {
    let mut connection = Connection::open(file_in(folder)).unwrap();
    migrate(&mut connection, &[&MIGRATIONS[..], later].concat()).unwrap();
    connection
}

/// How the last program without this table judges a file.
fn judged_before(connection: &Connection) -> Result<usize, SchemaError> {
    let mut statement =
        connection.prepare("SELECT version, success, checksum FROM _sqlx_migrations").unwrap();
    let applied = statement.query_map([], |row| {
        let version = row.get(0)?;
        let (success, checksum) = (row.get(1)?, row.get(2)?);
        Ok(Applied { version, success, checksum, oldest_writer: version })
    });
    let applied: Vec<_> = applied.unwrap().map(Result::unwrap).collect();
    missing(&MIGRATIONS[..BEFORE], &applied).map(|missing| missing.len())
}

#[test]
fn an_earlier_program_writes_on_where_it_may_and_is_kept_away_where_not() {
    let folder = TempDir::new().unwrap();
    assert_eq!(judged_before(&of_later(&folder, &[])), Ok(0));
    let beside = later(NEWEST + 1, "CREATE TABLE beside (n INTEGER)", 14);
    assert_eq!(judged_before(&of_later(&folder, &[beside])), Ok(0));
    let closed = later(NEWEST + 2, "DROP TABLE beside", NEWEST);
    let connection = of_later(&folder, &[beside, closed]);
    assert_eq!(judged_before(&connection), Err(SchemaError::VersionMissing(NEWEST + 2)));
}

#[test]
fn whatever_an_earlier_program_checks_is_as_it_made_it() {
    let folder = TempDir::new().unwrap();
    let mut connection = Connection::open(file_in(&folder)).unwrap();
    migrate(&mut connection, &MIGRATIONS[..BEFORE]).unwrap();
    let objects = |connection: &Connection| -> Vec<(String, String, Option<String>)> {
        let question = "SELECT type, name, sql FROM sqlite_schema";
        let mut statement = connection.prepare(question).unwrap();
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        statement.query_map([], read).unwrap().collect::<Result<_, _>>().unwrap()
    };
    let before = objects(&connection);
    migrate(&mut connection, &MIGRATIONS).unwrap();
    let after = objects(&connection);
    // Its daily check takes a changed table and a missing index for damage; what was added is no matter.
    for object in before {
        assert!(after.contains(&object), "{object:?}");
    }
}

#[tokio::test]
async fn a_later_program_s_file_is_written_only_where_that_says_so() {
    let folder = TempDir::new().unwrap();
    let added = later(NEWEST + 1, "ALTER TABLE payments ADD COLUMN later TEXT", NEWEST);
    drop(of_later(&folder, &[added]));
    let store = open_in(&folder).await.unwrap();
    creating(&store, "A1", 1).await;
    store.close().await;
    let checked = verify(&file_in(&folder)).unwrap();
    assert_eq!((checked.schema_version, checked.findings), (Some(NEWEST + 1), Vec::new()));

    // Words that this program does not know are no damage there.
    let connection = Connection::open(file_in(&folder)).unwrap();
    connection.execute_batch("UPDATE payments SET provider_data = '[]'").unwrap();
    drop(connection);
    open_in(&folder).await.unwrap().close().await;
    assert_eq!(verify(&file_in(&folder)).unwrap().findings, Vec::<String>::new());

    let closed = later(NEWEST + 2, "ALTER TABLE payments DROP COLUMN later", NEWEST + 1);
    drop(of_later(&folder, &[added, closed]));
    let error = open_in(&folder).await.unwrap_err();
    assert!(
        matches!(error, CannotOpen::NewerSchema { found, known: NEWEST } if found == NEWEST + 2),
        "{error}"
    );
    let findings = verify(&file_in(&folder)).unwrap().findings;
    assert!(findings[0].contains("newer than this program knows"), "{findings:?}");
}

#[test]
fn of_a_later_program_s_file_it_is_checked_that_nothing_is_missing() {
    let folder = TempDir::new().unwrap();
    let added = later(NEWEST + 1, "ALTER TABLE payments ADD COLUMN later TEXT", NEWEST);
    let connection = of_later(&folder, &[added]);
    assert_eq!(differences(&connection).unwrap(), Vec::<String>::new());
    connection.execute_batch("DROP INDEX payments_attempt").unwrap();
    assert_eq!(differences(&connection).unwrap(), ["the index payments_attempt is missing"]);
}
