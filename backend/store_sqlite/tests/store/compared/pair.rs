//! Both stores, asked the same; their answers compared.

use std::fmt::Debug;
use std::sync::Arc;

use futures_util::{FutureExt, StreamExt};
use pse_core::model::{CheckoutId, NotificationId, PaymentId};
use pse_core::ports::store::{CheckoutChange, CheckoutChanges, Store, StoreError};
use pse_store_memory::MemoryStore;
use pse_store_sqlite::SqliteStore;
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

use super::command::Pick;
use super::names::{checkout_id, notification_id, payment_id};

/// Both stores, and what was made in them.
pub(crate) struct Pair {
    memory: Arc<MemoryStore>,
    sqlite: Arc<SqliteStore>,
    changes: [CheckoutChanges; 2],
    runtime: Runtime,
    folder: TempDir,
    /// Minutes since the beginning.
    pub(crate) now: i64,
    pub(crate) checkouts: Vec<CheckoutId>,
    pub(crate) payments: Vec<PaymentId>,
    pub(crate) notifications: Vec<NotificationId>,
}

async fn open(folder: &TempDir) -> Arc<SqliteStore> {
    let file = folder.path().join("pse.sqlite");
    Arc::new(SqliteStore::open(file.to_str().unwrap()).await.unwrap())
}

impl Pair {
    pub(crate) fn new() -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let folder = TempDir::new().unwrap();
        let memory = Arc::new(MemoryStore::new());
        let sqlite = runtime.block_on(open(&folder));
        Self {
            changes: [memory.changes(), sqlite.changes()],
            memory,
            sqlite,
            runtime,
            folder,
            now: 0,
            checkouts: Vec::new(),
            payments: Vec::new(),
            notifications: Vec::new(),
        }
    }

    /// Asks both stores the same, and returns their answer.
    pub(crate) fn ask<T: PartialEq + Debug>(
        &self,
        question: &str,
        ask: impl AsyncFn(&dyn Store) -> Result<T, StoreError>,
    ) -> Option<T> {
        self.runtime.block_on(async {
            let memory = ask(&*self.memory).await;
            let sqlite = ask(&*self.sqlite).await;
            match (memory, sqlite) {
                (Ok(memory), Ok(sqlite)) => {
                    assert_eq!(memory, sqlite, "{question}: memory, then SQLite");
                    Some(memory)
                }
                (Err(_), Err(_)) => None,
                (memory, sqlite) => panic!("{question}: memory {memory:?}, SQLite {sqlite:?}"),
            }
        })
    }

    /// Compares what those who follow both stores have heard.
    pub(crate) fn compare_changes(&mut self) {
        let [memory, sqlite] = &mut self.changes;
        let heard = |changes: &mut CheckoutChanges| -> Vec<CheckoutChange> {
            std::iter::from_fn(|| changes.next().now_or_never().flatten()).collect()
        };
        assert_eq!(heard(memory), heard(sqlite), "changes: memory, then SQLite");
    }

    /// Ends the process, and opens both stores as another one.
    pub(crate) fn restart(&mut self) {
        let next = Arc::new(self.memory.another_process());
        self.sqlite = self.runtime.block_on(async {
            self.memory.close().await;
            self.sqlite.close().await;
            open(&self.folder).await
        });
        self.memory = next;
        self.changes = [self.memory.changes(), self.sqlite.changes()];
    }

    /// One of the checkouts made, or one that was never made.
    pub(crate) fn checkout(&self, pick: Pick) -> CheckoutId {
        picked(&self.checkouts, pick).unwrap_or_else(|| checkout_id(usize::MAX))
    }

    /// One of the payments made, or one that was never made.
    pub(crate) fn payment(&self, pick: Pick) -> PaymentId {
        picked(&self.payments, pick).unwrap_or_else(|| payment_id(usize::MAX))
    }

    /// One of the notifications made, or one that was never made.
    pub(crate) fn notification(&self, pick: Pick) -> NotificationId {
        picked(&self.notifications, pick).unwrap_or_else(|| notification_id(usize::MAX))
    }
}

fn picked<T: Clone>(made: &[T], pick: Pick) -> Option<T> {
    made.get(pick.checked_rem(made.len())?).cloned()
}
