//! A fresh SQLite store in a folder that is gone with its test.

use std::ops::Deref;
use std::path::{Path, PathBuf};

use pse_core::ports::store::{Store, StoreError};
use tempfile::TempDir;

use crate::cannot_open::CannotOpen;
use crate::connections::{Waiting, to_read};
use crate::open::open;
use crate::statements::value;
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

    /// A fresh store that does its next work on the thread that asks for it.
    pub(crate) async fn in_place() -> Self {
        let mut store = Self::new().await;
        store.store.writer.expect_it_alone();
        store
    }

    pub(crate) fn path(&self) -> PathBuf {
        file_in(&self.folder)
    }

    /// The folder, which outlives the store.
    pub(crate) fn folder(self) -> TempDir {
        self.folder
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
    pub(crate) async fn run(&self, statement: &str) -> Result<(), StoreError> {
        let statement = statement.to_owned();
        self.store.writer.write(move |db| Ok(db.execute_batch(&statement)?)).await
    }

    /// One number, as the connection that writes has it.
    pub(crate) async fn number(&self, question: &str) -> i64 {
        let question = question.to_owned();
        self.store.writer.write(move |db| value(db, &question, [])).await.unwrap()
    }
}

impl Deref for TestStore {
    type Target = SqliteStore;

    fn deref(&self) -> &SqliteStore {
        &self.store
    }
}

/// One number of a file as another process sees it: only what has been committed.
pub(crate) fn committed(file: &Path, question: &str) -> i64 {
    let connection = to_read(file, Waiting::Patient).unwrap();
    connection.query_row(question, [], |row| row.get(0)).unwrap()
}
