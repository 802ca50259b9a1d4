//! Where the suite's stores come from.

use std::sync::Arc;

use async_trait::async_trait;

use crate::ports::store::Store;

/// Storage for one test of the suite (a file, a database, a map), which outlives the processes that have it open.
#[async_trait(?Send)]
pub trait StoreFixture: Send + Sync {
    /// Opens the store as a process of its own. What was stored before is there; a process that had it open has closed
    /// it, unless the store can be shared.
    async fn open(&self) -> Arc<dyn Store>;
}
