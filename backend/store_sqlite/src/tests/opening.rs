//! A file becomes a store, or says why not.

use pse_core::ports::store::Store;
use pse_core::ports::store::schema::SchemaError;
use tempfile::TempDir;

use super::test_store::{TestStore, file_in, open_in};
use crate::cannot_open::CannotOpen;
use crate::migrations::{MIGRATIONS, MigrateError, migrate};
use crate::open::open;
use crate::statements::run;
use pse_core::ports::store_suite::samples::checkout;

#[tokio::test]
async fn every_commit_is_on_the_disk_before_it_is_answered() {
    let store = TestStore::new().await;
    assert_eq!(store.number("PRAGMA synchronous").await, 2);
    assert_eq!(store.number("PRAGMA foreign_keys").await, 1);
    assert_eq!(store.number("SELECT journal_mode = 'wal' FROM pragma_journal_mode").await, 1);
    assert_eq!(store.number("PRAGMA busy_timeout").await, 5000);
}

#[tokio::test]
async fn the_readers_cannot_write() {
    let store = TestStore::new().await;
    let write = |db: &_| run(db, "UPDATE readiness SET checks = 7", []);
    let error = store.readers.few(write).await;
    assert!(error.unwrap_err().to_string().contains("readonly"));
}

#[tokio::test]
async fn a_file_is_served_by_one_store_at_a_time() {
    let folder = TempDir::new().unwrap();
    let first = open_in(&folder).await.unwrap();
    let error = open_in(&folder).await.unwrap_err();
    assert!(matches!(&error, CannotOpen::InUse(_)), "{error}");
    assert!(error.to_string().ends_with("pse.sqlite is already in use by another process"));
    first.close().await;
    open_in(&folder).await.unwrap();
}

#[cfg(unix)]
#[tokio::test]
async fn another_name_of_the_file_gives_no_second_store() {
    let folder = TempDir::new().unwrap();
    let _first = open_in(&folder).await.unwrap();
    let link = file_in(&folder).with_file_name("link.sqlite");
    std::os::unix::fs::symlink(file_in(&folder), &link).unwrap();
    let error = open(link.to_str().unwrap()).await.unwrap_err();
    assert!(matches!(&error, CannotOpen::InUse(_)), "{error}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_hard_link_of_the_file_gives_no_second_store() {
    let folder = TempDir::new().unwrap();
    let store = open_in(&folder).await.unwrap();
    let link = file_in(&folder).with_file_name("link.sqlite");
    std::fs::hard_link(file_in(&folder), &link).unwrap();
    // Another process, which finds no lock beside the other name.
    let other = std::fs::File::open(&link).unwrap();
    assert!(matches!(other.try_lock(), Err(std::fs::TryLockError::WouldBlock)));
    store.close().await;
    other.try_lock().unwrap();
    let error = open_in(&folder).await.unwrap_err();
    assert!(matches!(&error, CannotOpen::InUse(_)), "{error}");
    drop(other);
    open_in(&folder).await.unwrap();
}

#[cfg(unix)]
#[tokio::test]
async fn only_its_owner_can_read_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let store = TestStore::new().await;
    store.insert_checkout(&checkout("A1"), None).await.unwrap();
    for name in ["pse.sqlite", "pse.sqlite-wal", "pse.sqlite.lock"] {
        let file = store.path().with_file_name(name);
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[tokio::test]
async fn what_is_only_in_memory_is_refused() {
    for url in
        ["sqlite::memory:", "sqlite://:memory:", ":memory:", "sqlite:x?mode=memory", "sqlite:"]
    {
        let error = open(url).await.unwrap_err();
        assert!(matches!(error, CannotOpen::NotAFile), "{url}: {error}");
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_made_is_named() {
    let folder = TempDir::new().unwrap();
    let inside = file_in(&folder).join("no-such-folder").join("pse.sqlite");
    let error = open(inside.to_str().unwrap()).await.unwrap_err();
    assert!(matches!(&error, CannotOpen::File { .. }), "{error}");
    assert!(error.to_string().contains("no-such-folder"), "{error}");
}

#[tokio::test]
async fn a_file_of_something_else_is_refused_and_left_as_it_is() {
    let folder = TempDir::new().unwrap();
    let text = "not a database at all, ".repeat(100);
    std::fs::write(file_in(&folder), &text).unwrap();
    let error = open_in(&folder).await.unwrap_err();
    assert!(error.to_string().contains("not a database"), "{error}");
    assert_eq!(std::fs::read_to_string(file_in(&folder)).unwrap(), text);
}

#[tokio::test]
async fn opening_again_keeps_everything_and_migrates_nothing() {
    let store = TestStore::new().await;
    let checkout = checkout("A1");
    store.insert_checkout(&checkout, None).await.unwrap();
    // Each migration's own running time, so that one run again would show.
    let applied = "SELECT sum(execution_time) FROM _sqlx_migrations";
    let before = store.number(applied).await;

    let store = store.reopened().await;
    assert_eq!(store.checkout(&checkout.id).await.unwrap(), Some(checkout));
    assert_eq!(store.number(applied).await, before);
}

#[tokio::test]
async fn a_schema_newer_than_the_program_is_refused() {
    let store = TestStore::new().await;
    let newer =
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
        VALUES (9999, 'later', 1, x'00', 0)";
    store.run(newer).await.unwrap();
    let error = store.reopening_fails().await;
    assert!(matches!(error, CannotOpen::NewerSchema { found: 9999, .. }), "{error}");
    assert!(error.to_string().contains("run a newer version of the program"), "{error}");
}

#[tokio::test]
async fn a_migration_that_was_edited_is_refused() {
    let store = TestStore::new().await;
    store.run("UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 1").await.unwrap();
    let error = store.reopening_fails().await;
    assert!(
        matches!(
            error,
            CannotOpen::Migration(MigrateError::Schema(SchemaError::VersionMismatch(1)))
        ),
        "{error}"
    );
}

#[tokio::test]
async fn a_migration_that_was_left_half_done_is_refused() {
    let store = TestStore::new().await;
    store.run("UPDATE _sqlx_migrations SET success = 0 WHERE version = 3").await.unwrap();
    let error = store.reopening_fails().await;
    assert!(
        matches!(error, CannotOpen::Migration(MigrateError::Schema(SchemaError::Dirty(3)))),
        "{error}"
    );
}

#[tokio::test]
async fn a_migration_that_fails_leaves_the_file_as_the_one_before_it_did() {
    let folder = TempDir::new().unwrap();
    let mut connection = rusqlite::Connection::open(file_in(&folder)).unwrap();
    migrate(&mut connection, &MIGRATIONS[..1]).unwrap();
    connection.execute_batch("CREATE TABLE payment_keys (a)").unwrap();
    let error = migrate(&mut connection, &MIGRATIONS).unwrap_err();
    assert!(matches!(&error, MigrateError::ExecuteMigration(_, 2)), "{error}");
    let left: i64 = connection
        .query_row(
            "SELECT count(*) FROM sqlite_schema WHERE name IN ('payments', 'payments_due')",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(left, 0);
    connection.execute_batch("DROP TABLE payment_keys").unwrap();
    migrate(&mut connection, &MIGRATIONS).unwrap();
}
