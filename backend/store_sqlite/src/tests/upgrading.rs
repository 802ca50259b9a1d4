//! Files as of each migration, full of what is odd, become files of today; and stay what they were where that is cut short.

use std::path::{Path, PathBuf};

use pse_core::ports::store::Store;
use pse_core::ports::store_suite::oddities::looks::{everything_is_there, only_what_waits_is_done};
use pse_core::ports::store_suite::oddities::oddities;
use pse_core::ports::store_suite::samples::minute;
use rusqlite::types::Value;
use rusqlite::{Connection, TransactionBehavior};
use tempfile::TempDir;

use super::test_store::{file_in, open_in};
use crate::earlier::{NEWEST, write};
use crate::migrations::{MIGRATIONS, migrate, version};
use crate::persons;
use crate::verify::verify;

/// What a check of a file finds.
fn found(file: &Path) -> Vec<String> {
    verify(file).unwrap().findings
}

#[tokio::test]
async fn whatever_an_earlier_build_left_is_there_and_only_what_waits_is_done() {
    for migration in 1..=NEWEST {
        let folder = TempDir::new().unwrap();
        let odd = write(&file_in(&folder), migration, oddities());
        assert_eq!(found(&file_in(&folder)), Vec::<String>::new(), "as of {migration}");

        let store = open_in(&folder).await.unwrap();
        everything_is_there(&store, &odd).await;
        store.close().await;
        assert_eq!(found(&file_in(&folder)), Vec::<String>::new(), "of {migration}");

        let store = open_in(&folder).await.unwrap();
        only_what_waits_is_done(&store, &odd, minute(60)).await;
        store.close().await;
        assert_eq!(found(&file_in(&folder)), Vec::<String>::new(), "after {migration}");
    }
}

/// Each table's rows, and the schema.
type Everything = Vec<(String, Vec<Vec<Value>>)>;

/// Everything in a file.
fn everything(connection: &Connection) -> Everything {
    let rows = |question: &str| -> Vec<Vec<Value>> {
        let mut statement = connection.prepare(question).unwrap();
        let columns = statement.column_count();
        let read = |row: &rusqlite::Row<'_>| (0..columns).map(|place| row.get(place)).collect();
        statement.query_map([], read).unwrap().collect::<Result<_, _>>().unwrap()
    };
    let schema = rows("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name");
    let mut all = Vec::new();
    for object in &schema {
        if let [Value::Text(kind), Value::Text(name), ..] = &object[..]
            && kind == "table"
        {
            all.push((name.clone(), rows(&format!("SELECT * FROM {name}"))));
        }
    }
    all.push(("sqlite_schema".to_owned(), schema));
    all
}

/// A file as of a migration, and what is in it.
fn written(folder: &TempDir, migration: i64) -> (PathBuf, Everything) {
    let file = file_in(folder);
    write(&file, migration, oddities());
    let before = everything(&Connection::open(&file).unwrap());
    (file, before)
}

#[test]
fn a_migration_whose_process_is_killed_leaves_the_file_as_it_was() {
    for next in &MIGRATIONS[1..] {
        let (folder, killed) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let (file, before) = written(&folder, next.version() - 1);
        let mut connection = Connection::open(&file).unwrap();
        // What does not fit into the cache is in the log before the commit.
        connection.execute_batch("PRAGMA cache_size = 2; PRAGMA foreign_keys = ON").unwrap();
        persons::add_function(&connection).unwrap();
        let transaction =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
        transaction.execute_batch(next.text()).unwrap();
        for name in ["pse.sqlite", "pse.sqlite-wal"] {
            std::fs::copy(file.with_file_name(name), killed.path().join(name)).unwrap();
        }
        drop(transaction);

        let mut connection = Connection::open(file_in(&killed)).unwrap();
        assert_eq!(version(&connection).unwrap().newest, next.version() - 1);
        assert_eq!(everything(&connection), before, "{}", next.file_name());
        migrate(&mut connection, &MIGRATIONS).unwrap();
        assert_eq!(version(&connection).unwrap().newest, NEWEST);
    }
}

#[test]
fn a_migration_that_finds_the_disk_full_leaves_the_file_as_it_was() {
    let mut without_room = 0;
    for next in &MIGRATIONS[1..] {
        let folder = TempDir::new().unwrap();
        let (file, before) = written(&folder, next.version() - 1);
        let mut connection = Connection::open(&file).unwrap();
        let set = |connection: &Connection, pages: i64| {
            let most = format!("PRAGMA max_page_count = {pages}");
            connection.query_row(&most, [], |row| row.get::<_, i64>(0)).unwrap()
        };
        // No room but for what is there.
        set(&connection, 1);
        let known: Vec<_> = MIGRATIONS[..usize::try_from(next.version()).unwrap()].to_vec();
        if let Err(error) = migrate(&mut connection, &known) {
            without_room += 1;
            assert!(error.to_string().contains("full"), "{error}");
            assert_eq!(everything(&connection), before, "{}", next.file_name());
        }
        set(&connection, i64::from(i32::MAX));
        migrate(&mut connection, &MIGRATIONS).unwrap();
        assert_eq!(version(&connection).unwrap().newest, NEWEST);
    }
    assert!(without_room > 8, "{without_room}");
}
