//! Everything of a store is copied to another one.

use std::path::{Path, PathBuf};

use pse_core::ports::store::Store;
use pse_core::ports::store_suite::samples::{checkout, creating};
use rusqlite::Connection;
use tempfile::TempDir;

use super::test_store::{file_in, open_in};
use super::wounds::sample;
use crate::cannot_open::CannotOpen;
use crate::copying::copy::{copy, target, undo};
use crate::lock::{FileLock, Note};
use crate::stats::{TableStats, stats};
use crate::verify::verify;

fn new_file(folder: &TempDir) -> PathBuf {
    file_in(folder).with_file_name("new.sqlite")
}

/// The tables but for the counts, which keep a row of a state that no payment is in any more.
fn tables(file: &Path) -> Vec<TableStats> {
    let mut tables = stats(file).unwrap().tables;
    tables.retain(|table| table.table != "payment_counts");
    tables
}

fn run(file: &Path, statements: &str) {
    let connection = Connection::open(file).unwrap();
    connection.execute_batch(&format!("PRAGMA foreign_keys = OFF; {statements}")).unwrap();
}

#[tokio::test]
async fn everything_is_in_the_copy_and_the_old_store_is_not_used_any_more() {
    let folder = sample().await;
    let (old, new) = (file_in(&folder), new_file(&folder));
    let before = tables(&old);
    let copied = copy(&old, &new).unwrap();
    assert!(copied.tables.contains(&("payments", 200)), "{copied:?}");
    assert_eq!(tables(&new), before);
    assert_eq!(verify(&new).unwrap().findings, Vec::<String>::new());
    let error = open_in(&folder).await.unwrap_err();
    assert!(
        matches!(&error, CannotOpen::CopiedAway { to, .. } if to.ends_with("new.sqlite")),
        "{error}"
    );
    assert!(
        copy(&old, &file_in(&folder).with_file_name("third.sqlite"))
            .unwrap_err()
            .0
            .contains("already")
    );

    let store = crate::open::open(new.to_str().unwrap()).await.unwrap();
    creating(&store, "NEW", 1).await;
    store.close().await;
    undo(&old).unwrap();
    open_in(&folder).await.unwrap().close().await;
    assert!(undo(&old).unwrap_err().0.contains("was not copied"));
}

#[tokio::test]
async fn a_copy_that_was_cut_short_goes_on_and_is_no_store_until_then() {
    let folder = sample().await;
    let (old, new) = (file_in(&folder), new_file(&folder));
    copy(&old, &new).unwrap();
    undo(&old).unwrap();
    // As it is when the copy ends in the middle of the payments.
    FileLock::take(&new).unwrap().write(Note::Copying).unwrap();
    run(
        &new,
        "DELETE FROM payment_history; DELETE FROM payment_keys; DELETE FROM notifications; DELETE FROM payment_counts;
         DELETE FROM payments WHERE id > (SELECT id FROM payments ORDER BY id LIMIT 1 OFFSET 99);
         INSERT INTO payment_counts SELECT site, provider, state, count(*) FROM payments GROUP BY 1, 2, 3;",
    );
    let error = crate::open::open(new.to_str().unwrap()).await.unwrap_err();
    assert!(matches!(&error, CannotOpen::HalfCopied(_)), "{error}");
    copy(&old, &new).unwrap();
    assert_eq!(tables(&new), tables(&old));
    assert_eq!(verify(&new).unwrap().findings, Vec::<String>::new());
}

#[tokio::test]
async fn a_copy_that_was_cut_short_before_its_first_row_is_no_store() {
    let folder = sample().await;
    let (old, new) = (file_in(&folder), new_file(&folder));
    drop(target(&new).unwrap());
    let is_half_copied = async || {
        let error = crate::open::open(new.to_str().unwrap()).await.unwrap_err();
        assert!(matches!(&error, CannotOpen::HalfCopied(_)), "{error}");
    };
    is_half_copied().await;
    // Before its schema, too.
    std::fs::write(&new, "").unwrap();
    is_half_copied().await;
    copy(&old, &new).unwrap();
    assert_eq!(tables(&new), tables(&old));
}

#[tokio::test]
async fn a_copy_with_another_row_is_told_and_the_old_store_stays() {
    let folder = sample().await;
    let (old, new) = (file_in(&folder), new_file(&folder));
    copy(&old, &new).unwrap();
    undo(&old).unwrap();
    FileLock::take(&new).unwrap().write(Note::Copying).unwrap();
    run(&new, "UPDATE payments SET total_amount = total_amount + 1 WHERE rowid = 77");
    assert!(copy(&old, &new).unwrap_err().0.contains("the copy differs in payments"));
    open_in(&folder).await.unwrap().close().await;
}

#[tokio::test]
async fn what_is_used_or_has_rows_or_is_damaged_is_refused() {
    let folder = sample().await;
    let (old, new) = (file_in(&folder), new_file(&folder));
    let store = open_in(&folder).await.unwrap();
    assert!(copy(&old, &new).unwrap_err().0.contains("a service uses"));
    store.close().await;
    assert!(copy(&old, &old).unwrap_err().0.contains("the store itself"));
    let other = crate::open::open(new.to_str().unwrap()).await.unwrap();
    other.insert_checkout(&checkout("OTHER"), None).await.unwrap();
    assert!(copy(&old, &new).unwrap_err().0.contains("a service uses"));
    other.close().await;
    assert!(copy(&old, &new).unwrap_err().0.contains("has rows of its own"));
    run(&old, "UPDATE payment_counts SET payments = 7");
    let third = file_in(&folder).with_file_name("third.sqlite");
    assert!(copy(&old, &third).unwrap_err().0.contains("nothing was copied"));
    assert!(!third.exists());
}

#[test]
fn every_table_is_copied_or_known_to_be_the_stores_own() {
    let mut connection = Connection::open_in_memory().unwrap();
    crate::migrations::migrate(&mut connection, &crate::migrations::MIGRATIONS).unwrap();
    let names: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for name in names {
        let copied = crate::copying::rows::TABLES.iter().any(|table| table.name == name);
        assert!(copied || ["_sqlx_migrations", "readiness"].contains(&name.as_str()), "{name}");
    }
}
