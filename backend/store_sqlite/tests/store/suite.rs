//! The SQLite store shows the behaviour every store must show, on a file that one process has open at a time.

use std::sync::Arc;

use async_trait::async_trait;
use pse_core::ports::store::Store;
use pse_core::ports::store_suite::StoreFixture;
use pse_store_sqlite::SqliteStore;
use tempfile::TempDir;

/// A folder with a database file.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }
}

#[async_trait(?Send)]
impl StoreFixture for Folder {
    async fn open(&self) -> Arc<dyn Store> {
        let path = self.0.path().join("pse.sqlite");
        Arc::new(SqliteStore::open(&path.display().to_string()).await.unwrap())
    }
}

pse_core::store_suite!(Folder::new());
