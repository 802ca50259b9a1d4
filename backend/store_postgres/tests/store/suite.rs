//! The PostgreSQL store shows the behaviour every store must show, as one that several processes share.

use std::sync::Arc;

use async_trait::async_trait;
use pse_core::ports::store::Store;
use pse_core::ports::store_suite::StoreFixture;
use pse_store_postgres::test_server::{TestDatabase, TestServer};

use super::opened;

/// A database of its own on the server of all tests.
struct Database(TestDatabase);

impl Database {
    fn new() -> Self {
        Self(TestServer::shared().database())
    }
}

#[async_trait(?Send)]
impl StoreFixture for Database {
    async fn open(&self) -> Arc<dyn Store> {
        Arc::new(opened::open(&self.0).await)
    }
}

pse_core::store_suite!(Database::new(), shared);
