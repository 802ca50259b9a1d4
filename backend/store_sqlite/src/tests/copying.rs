//! Everything of a store is copied to another one.

use std::path::{Path, PathBuf};

use pse_core::ports::store::Store;
use pse_core::ports::store_suite::samples::{checkout, creating};
use pse_shared::Person;
use pse_store_tools::ToolError;
use pse_store_tools::copy::Copied;
use pse_store_tools::held::TableStats;
use pse_store_tools::rows::TABLES;
use rusqlite::Connection;
use tempfile::TempDir;

use super::test_store::{file_in, open_in};
use super::wounds::sample;
use crate::cannot_open::CannotOpen;
use crate::copying::source::{SqliteSource, undo};
use crate::copying::target::SqliteTarget;
use crate::lock::{FileLock, Note};
use crate::stats::stats;
use crate::verify::verify;

async fn copy(from: &Path, to: &Path) -> Result<Copied, ToolError> {
    let mut source = SqliteSource::open(from)?;
    let mut target = SqliteTarget::open(to)?;
    pse_store_tools::copy::copy(&mut source, &mut target).await
}

fn new_file(folder: &TempDir) -> PathBuf {
    file_in(folder).with_file_name("new.sqlite")
}

/// The tables but for the counts, which keep a row of a state that no payment is in any more.
fn tables(file: &Path) -> Vec<TableStats> {
    let mut tables = stats(file).unwrap().held.tables;
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
    let copied = copy(&old, &new).await.unwrap();
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
            .await
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
    copy(&old, &new).await.unwrap();
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
    copy(&old, &new).await.unwrap();
    assert_eq!(tables(&new), tables(&old));
    assert_eq!(verify(&new).unwrap().findings, Vec::<String>::new());
}

#[tokio::test]
async fn a_copy_that_was_cut_short_before_its_first_row_is_no_store() {
    let folder = sample().await;
    let (old, new) = (file_in(&folder), new_file(&folder));
    drop(SqliteTarget::open(&new).unwrap());
    let is_half_copied = async || {
        let error = crate::open::open(new.to_str().unwrap()).await.unwrap_err();
        assert!(matches!(&error, CannotOpen::HalfCopied(_)), "{error}");
    };
    is_half_copied().await;
    // Before its schema, too.
    std::fs::write(&new, "").unwrap();
    is_half_copied().await;
    copy(&old, &new).await.unwrap();
    assert_eq!(tables(&new), tables(&old));
}

#[tokio::test]
async fn a_copy_with_another_row_is_told_and_the_old_store_stays() {
    let folder = sample().await;
    let (old, new) = (file_in(&folder), new_file(&folder));
    copy(&old, &new).await.unwrap();
    undo(&old).unwrap();
    FileLock::take(&new).unwrap().write(Note::Copying).unwrap();
    run(&new, "UPDATE payments SET total_amount = total_amount + 1 WHERE rowid = 77");
    assert!(copy(&old, &new).await.unwrap_err().0.contains("the copy differs in payments"));
    open_in(&folder).await.unwrap().close().await;
}

#[tokio::test]
async fn what_is_used_or_has_rows_or_is_damaged_is_refused() {
    let folder = sample().await;
    let (old, new) = (file_in(&folder), new_file(&folder));
    let store = open_in(&folder).await.unwrap();
    assert!(copy(&old, &new).await.unwrap_err().0.contains("a service uses"));
    store.close().await;
    let other = crate::open::open(new.to_str().unwrap()).await.unwrap();
    other.insert_checkout(&checkout("OTHER"), None).await.unwrap();
    assert!(copy(&old, &new).await.unwrap_err().0.contains("a service uses"));
    other.close().await;
    assert!(copy(&old, &new).await.unwrap_err().0.contains("has rows of its own"));
    run(&old, "UPDATE payment_counts SET payments = 7");
    let third = file_in(&folder).with_file_name("third.sqlite");
    assert!(copy(&old, &third).await.unwrap_err().0.contains("nothing was copied"));
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
        let copied = TABLES.iter().any(|table| table.name == name);
        let of_the_schema = ["_sqlx_migrations", "schema_migrations", "readiness"];
        assert!(copied || of_the_schema.contains(&name.as_str()), "{name}");
    }
}

#[tokio::test]
async fn nobody_as_a_buyer_is_somebody_whom_a_row_refers_to() {
    let folder = sample().await;
    let (old, new) = (file_in(&folder), new_file(&folder));
    let store = open_in(&folder).await.unwrap();
    let mut odd = checkout("NOBODY");
    (odd.payer, odd.buyer, odd.shipping) = (Person::default(), Some(Person::default()), None);
    store.insert_checkout(&odd, None).await.unwrap();
    store.close().await;
    let referred = |file: &Path| {
        let connection = Connection::open(file).unwrap();
        let question =
            "SELECT payer_id IS NULL, buyer_id IS NULL, shipping_id IS NULL FROM checkouts
             WHERE reference = 'NOBODY'";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        connection.query_row::<(bool, bool, bool), _, _>(question, [], read).unwrap()
    };
    assert_eq!(referred(&old), (true, true, true));
    copy(&old, &new).await.unwrap();
    assert_eq!((referred(&old), referred(&new)), ((true, false, true), (true, false, true)));
    let store = crate::open::open(new.to_str().unwrap()).await.unwrap();
    assert_eq!(store.checkout(&odd.id).await.unwrap(), Some(odd));
}
