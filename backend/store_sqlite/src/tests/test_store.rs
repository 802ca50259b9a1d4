//! A fresh SQLite store in a folder that is gone with its test.

use std::ops::Deref;
use std::path::{Path, PathBuf};

use pse_core::ports::store::{Store, StoreError};
use sqlx::AssertSqlSafe;
use tempfile::TempDir;

use crate::cannot_open::CannotOpen;
use crate::columns::failed;
use crate::open::open;
use crate::store::SqliteStore;

/// The database file of a folder.
pub(crate) fn file_in(folder: &TempDir) -> PathBuf {
    folder.path().join("pse.sqlite")
}

/// Opens the database file of a folder.
pub(crate) async fn open_in(folder: &TempDir) -> Result<SqliteStore, CannotOpen> {
    open(&format!("sqlite:{}", file_in(folder).display())).await
}

/// A fresh store in a folder of its own.
#[derive(Debug)]
pub(crate) struct TestStore {
    store: SqliteStore,
    folder: TempDir,
}

impl TestStore {
    pub(crate) async fn new() -> Self {
        let folder = TempDir::new().unwrap();
        Self { store: open_in(&folder).await.unwrap(), folder }
    }

    pub(crate) fn path(&self) -> PathBuf {
        file_in(&self.folder)
    }

    /// The same file, let go and opened again.
    pub(crate) async fn reopened(self) -> Self {
        self.store.close().await;
        Self { store: open_in(&self.folder).await.unwrap(), folder: self.folder }
    }

    /// Why the same file, let go, cannot be opened again.
    pub(crate) async fn reopening_fails(self) -> CannotOpen {
        self.store.close().await;
        open_in(&self.folder).await.unwrap_err()
    }

    /// Runs a statement as the store itself would.
    pub(crate) async fn run(&self, statement: &str) -> Result<u64, StoreError> {
        let statement = statement.to_owned();
        self.store
            .writer
            .write(move |db| {
                Box::pin(async move {
                    let done = sqlx::query(AssertSqlSafe(statement)).execute(db).await;
                    done.map(|done| done.rows_affected()).map_err(failed)
                })
            })
            .await
    }

    /// One number, as the connection that writes has it.
    pub(crate) async fn number(&self, question: &str) -> i64 {
        let question = question.to_owned();
        self.store
            .writer
            .write(move |db| {
                Box::pin(async move {
                    sqlx::query_scalar(AssertSqlSafe(question)).fetch_one(db).await.map_err(failed)
                })
            })
            .await
            .unwrap()
    }
}

impl Deref for TestStore {
    type Target = SqliteStore;

    fn deref(&self) -> &SqliteStore {
        &self.store
    }
}

/// One number of a file as another process sees it: only what has been committed.
pub(crate) async fn committed(file: &Path, question: &str) -> i64 {
    use sqlx::{ConnectOptions, Connection};
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file).read_only(true);
    let mut connection = options.connect().await.unwrap();
    let number = sqlx::query_scalar(AssertSqlSafe(question.to_owned()))
        .fetch_one(&mut connection)
        .await
        .unwrap();
    connection.close().await.unwrap();
    number
}
