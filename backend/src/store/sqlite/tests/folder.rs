//! A folder that is gone with its test, and the store in it.

use std::ops::Deref;
use std::path::{Path, PathBuf};

use sqlx::AssertSqlSafe;

use crate::model::id::random_name;
use crate::store::StoreError;
use crate::store::sqlite::columns::failed;
use crate::store::sqlite::{OpenError, SqliteStore};

/// A folder of its own.
#[derive(Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        let path = std::env::temp_dir().join(format!("pse-store-{}", random_name().unwrap()));
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.0.join("pse.sqlite")
    }

    pub(crate) fn url(&self) -> String {
        format!("sqlite:{}", self.file().display())
    }

    pub(crate) async fn open(&self) -> Result<SqliteStore, OpenError> {
        SqliteStore::open(&self.url()).await
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A test that failed may still have it open; the system's own cleaning comes then.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A fresh store in a folder of its own.
#[derive(Debug)]
pub(crate) struct TestStore {
    store: SqliteStore,
    folder: Folder,
}

impl TestStore {
    pub(crate) async fn new() -> Self {
        let folder = Folder::new();
        Self { store: folder.open().await.unwrap(), folder }
    }

    pub(crate) fn path(&self) -> PathBuf {
        self.folder.file()
    }

    /// The same file, let go and opened again.
    pub(crate) async fn reopened(self) -> Self {
        self.store.close().await;
        Self { store: self.folder.open().await.unwrap(), folder: self.folder }
    }

    /// Why the same file, let go, cannot be opened again.
    pub(crate) async fn reopening_fails(self) -> OpenError {
        self.store.close().await;
        self.folder.open().await.unwrap_err()
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
