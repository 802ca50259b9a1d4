//! All stores, asked the same; their answers compared.

use std::fmt::Debug;
use std::sync::Arc;

use futures_util::{FutureExt, StreamExt};
use pse_core::model::{CheckoutId, NotificationId, PaymentId};
use pse_core::ports::store::{
    CheckoutChange, CheckoutChanges, NotificationClaim, Store, StoreError,
};
use pse_core::ports::store_suite::samples::minute;
use pse_store_memory::MemoryStore;
use pse_store_postgres::PostgresStore;
use pse_store_postgres::test_server::{TestDatabase, TestServer};
use pse_store_sqlite::SqliteStore;
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};

use super::command::Pick;
use super::names::{checkout_id, notification_id, payment_id};
use crate::opened;

/// The stores' names, in the order in which they are asked.
const NAMES: [&str; 3] = ["memory", "SQLite", "PostgreSQL"];

/// How many claims are still remembered.
const LATEST: usize = 6;

/// All stores, and what was made in them.
pub(crate) struct Stores {
    memory: Arc<MemoryStore>,
    sqlite: Arc<SqliteStore>,
    postgres: Arc<PostgresStore>,
    changes: [CheckoutChanges; 3],
    runtime: Runtime,
    folder: TempDir,
    pub(crate) database: TestDatabase,
    /// Minutes since the beginning.
    pub(crate) now: i64,
    pub(crate) checkouts: Vec<CheckoutId>,
    pub(crate) payments: Vec<PaymentId>,
    pub(crate) notifications: Vec<NotificationId>,
    pub(crate) claims: Vec<NotificationClaim>,
}

async fn open(folder: &TempDir, database: &TestDatabase) -> (Arc<SqliteStore>, Arc<PostgresStore>) {
    let file = folder.path().join("pse.sqlite");
    let sqlite = SqliteStore::open(file.to_str().unwrap()).await.unwrap();
    (Arc::new(sqlite), Arc::new(opened::open(database).await))
}

impl Stores {
    pub(crate) fn new() -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let (folder, database) = (TempDir::new().unwrap(), TestServer::shared().database());
        let memory = Arc::new(MemoryStore::new());
        let (sqlite, postgres) = runtime.block_on(open(&folder, &database));
        Self {
            changes: [memory.changes(), sqlite.changes(), postgres.changes()],
            memory,
            sqlite,
            postgres,
            runtime,
            folder,
            database,
            now: 0,
            checkouts: Vec::new(),
            payments: Vec::new(),
            notifications: Vec::new(),
            claims: Vec::new(),
        }
    }

    /// Asks all stores the same, and returns their answer.
    pub(crate) fn ask<T: PartialEq + Debug>(
        &self,
        question: &str,
        ask: impl AsyncFn(&dyn Store) -> Result<T, StoreError>,
    ) -> Option<T> {
        let stores: [&dyn Store; 3] = [&*self.memory, &*self.sqlite, &*self.postgres];
        let answers = stores.map(|store| self.runtime.block_on(ask(store)));
        let [first, others @ ..] = &answers;
        for (name, other) in NAMES.iter().skip(1).zip(others) {
            let is_same = match (first, other) {
                (Ok(first), Ok(other)) => first == other,
                (Err(_), Err(_)) => true,
                (Ok(_), Err(_)) | (Err(_), Ok(_)) => false,
            };
            assert!(is_same, "{question}: memory {first:?}, {name} {other:?}");
        }
        let [first, ..] = answers;
        first.ok()
    }

    /// Compares what those who follow the stores have heard.
    pub(crate) fn compare_changes(&mut self) {
        let runtime = &self.runtime;
        let heard = |changes: &mut CheckoutChanges| -> Vec<CheckoutChange> {
            // Within the runtime, which a store may have to be polled by.
            let _within = runtime.enter();
            std::iter::from_fn(|| changes.next().now_or_never().flatten()).collect()
        };
        let [first, others @ ..] = &mut self.changes;
        let first = heard(first);
        for (name, other) in NAMES.iter().skip(1).zip(others) {
            assert_eq!(first, heard(other), "changes: memory, then {name}");
        }
    }

    /// Ends the process, and opens all stores as another one.
    pub(crate) fn restart(&mut self) {
        let next = Arc::new(self.memory.another_process());
        (self.sqlite, self.postgres) = self.runtime.block_on(async {
            self.memory.close().await;
            self.sqlite.close().await;
            self.postgres.close().await;
            open(&self.folder, &self.database).await
        });
        self.memory = next;
        self.changes = [self.memory.changes(), self.sqlite.changes(), self.postgres.changes()];
    }

    /// Closes what holds connections, as the database is removed.
    pub(crate) fn close(&self) {
        self.runtime.block_on(self.postgres.close());
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

    /// One of the latest claims, or one on a notification that was never made. Some have ended, some were never used.
    pub(crate) fn claim(&self, pick: Pick) -> NotificationClaim {
        let latest = self.claims.len().saturating_sub(LATEST);
        picked(&self.claims[latest..], pick).unwrap_or_else(|| NotificationClaim {
            id: notification_id(usize::MAX),
            until: minute(self.now),
        })
    }
}

fn picked<T: Clone>(made: &[T], pick: Pick) -> Option<T> {
    made.get(pick.checked_rem(made.len())?).cloned()
}
