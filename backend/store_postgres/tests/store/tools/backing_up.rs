//! A backup as an SQLite file, as of one moment, while the store is written; and restored.

use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use pse_core::ports::store_suite::samples::pending;
use pse_store_postgres::tools::snapshot::PostgresSnapshot;
use pse_store_postgres::tools::target::PostgresTarget;
use pse_store_sqlite::copying::from_backup::OpenedBackup;
use pse_store_sqlite::copying::to_backup::BackupFile;
use pse_store_tools::ToolError;
use pse_store_tools::copy::{Copied, fill};
use pse_store_tools::rows::Target;

use super::copying::refusal;
use super::ends::End;
use super::filled::everything;

const AN_HOUR: Duration = Duration::from_secs(3_600);

async fn restored(from: &End, to: &End) -> Result<Copied, ToolError> {
    let opened = OpenedBackup::open(&from.path())?;
    let mut target = PostgresTarget::open(&to.place()).await?;
    let copied = fill(opened.rows(), &mut target, "the backup").await?;
    target.release().await?;
    Ok(copied)
}

#[tokio::test]
async fn a_backup_has_what_was_there_when_it_began_and_is_put_back() {
    let (database, backup) = (End::filled_database(), End::file());
    let store = database.open().await;
    let before = everything(&*store).await;
    let mut file = BackupFile::begin(&backup.path(), false).unwrap();
    let snapshot = PostgresSnapshot::open(&database.place(), AN_HOUR).await.unwrap();
    // Its moment is that of its first question.
    let tables = snapshot.rows().columns(&pse_store_tools::rows::TABLES[0]).await.unwrap();
    assert!(tables.iter().any(|column| column.name == "digest"));
    let _ = pending(&*store, "LATER", 30).await;
    fill(snapshot.rows(), &mut file, "the database").await.unwrap();
    assert!(!backup.path().exists());
    let made = file.finish(&backup.path()).unwrap();
    drop(snapshot);
    assert_eq!(made.bytes, backup.path().metadata().unwrap().len());
    assert_eq!(backup.path().metadata().unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(backup.findings().await, Vec::<String>::new());
    store.close().await;
    assert!(BackupFile::begin(&backup.path(), false).unwrap_err().0.contains("is there already"));

    let again = End::database();
    let copied = restored(&backup, &again).await.unwrap();
    assert!(copied.tables.contains(&("payments", 606)), "{copied:?}");
    assert_eq!(again.findings().await, Vec::<String>::new());
    let store = again.open().await;
    assert_eq!(everything(&*store).await, before);
    let _ = pending(&*store, "NEW", 31).await;
    store.close().await;
    assert!(restored(&backup, &again).await.unwrap_err().0.contains("has rows of its own"));
    // A service could open the backup itself.
    let store = backup.open().await;
    assert_eq!(everything(&*store).await, before);
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_takes_too_long_is_given_up_and_leaves_nothing() {
    let (database, backup) = (End::filled_database(), End::file());
    let mut file = BackupFile::begin(&backup.path(), false).unwrap();
    let snapshot = PostgresSnapshot::open(&database.place(), Duration::ZERO).await.unwrap();
    let why = fill(snapshot.rows(), &mut file, "the database").await.unwrap_err().0;
    assert!(why.contains("not done within") && why.contains("--within"), "{why}");
    drop((file, snapshot));
    let End::File(folder) = &backup else { panic!("it is a file") };
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    let open = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND xact_start IS NOT NULL
         AND application_name = 'pse-backend store'";
    while database.db().run(open) != "0" {}
}

#[tokio::test]
async fn a_damaged_backup_changes_nothing_and_half_a_restore_is_no_store() {
    let (backup, database) = (End::filled_file(), End::database());
    let statement =
        "PRAGMA foreign_keys = OFF; UPDATE payments SET state = 'approved', next_probe_at = NULL
         WHERE merchant_reference = 'P2'";
    rusqlite(&backup, statement);
    let why = restored(&backup, &database).await.unwrap_err().0;
    assert!(why.contains("is damaged, and nothing was changed"), "{why}");
    assert_eq!(database.db().run("SELECT count(*) FROM pg_class WHERE relname = 'payments'"), "0");

    let backup = End::filled_file();
    let opened = OpenedBackup::open(&backup.path()).unwrap();
    let mut target = PostgresTarget::open(&database.place()).await.unwrap();
    fill(opened.rows(), &mut target, "the backup").await.unwrap();
    drop((opened, target));
    assert!(refusal(&database).await.contains("the backup is being copied"));
    restored(&backup, &database).await.unwrap();
    database.open().await.close().await;
}

/// Changes a file behind the store's back.
fn rusqlite(file: &End, statement: &str) {
    let script = "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.executescript(sys.argv[2]); d.commit()";
    let mut python = std::process::Command::new("python3");
    let changed = python.args(["-c", script]).arg(file.path()).arg(statement).status();
    assert!(changed.unwrap().success());
}
