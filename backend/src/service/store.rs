//! The configured store is looked into, and opened.

use std::sync::Arc;
use std::time::Duration;

use pse_core::ports::store::{OpenError, Store, Unfinished};
use pse_core::time::{Clock, SystemClock};
use pse_store_postgres::{PATIENCE, PostgresStore, Settings};
use pse_store_sqlite::SqliteStore;

use crate::config::{Config, PostgresConfig, StoreUrl};

/// A store, and the clock of those who use it.
pub struct OpenedStore {
    /// The store.
    pub store: Arc<dyn Store>,
    /// The database's clock, where several processes share one; else this machine's.
    pub clock: Arc<dyn Clock>,
}

/// Opens the configured store, and migrates its schema.
///
/// # Errors
/// Why the store cannot be opened.
pub async fn open(config: &Config) -> Result<OpenedStore, OpenError> {
    match &config.store.url {
        StoreUrl::Sqlite(path) => {
            let store = SqliteStore::open(&format!("sqlite:{}", path.display())).await?;
            Ok(OpenedStore { store: Arc::new(store), clock: Arc::new(SystemClock::new()) })
        }
        StoreUrl::Postgres(postgres) => {
            let store = PostgresStore::open(&settings(config, postgres)).await?;
            let clock = store.clock();
            Ok(OpenedStore { store: Arc::new(store), clock })
        }
    }
}

/// Why a store is looked into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// An operator asks what the configuration comes to, and does not want to wait.
    Check,
    /// The service starts: a database that is down is waited for, and what can be mended will be.
    Start,
}

/// What is seen of a store that is not opened for work.
#[derive(Debug)]
pub struct Seen {
    /// The payments without an outcome, by site and provider; none where there is no store yet.
    pub unfinished: Vec<Unfinished>,
    /// What an operator should mend, though the service starts with it: each names the key.
    pub remarks: Vec<String>,
}

/// Looks into the configured store without opening it for work or changing anything: also while a service uses it.
///
/// # Errors
/// Why the store cannot be read, or would not be opened.
pub async fn look(config: &Config, occasion: Occasion) -> Result<Seen, OpenError> {
    match &config.store.url {
        StoreUrl::Sqlite(path) => {
            let url = format!("sqlite:{}", path.display());
            let exposed = match occasion {
                Occasion::Check => pse_store_sqlite::exposed_in(&url).await?,
                // They are narrowed when it is opened.
                Occasion::Start => Vec::new(),
            };
            let remarks = exposed.into_iter().map(|exposed| format!("store.url: {exposed}"));
            let unfinished = pse_store_sqlite::unfinished_in(&url).await?;
            Ok(Seen { unfinished, remarks: remarks.collect() })
        }
        StoreUrl::Postgres(postgres) => {
            let patience: Option<Duration> = (occasion == Occasion::Start).then_some(PATIENCE);
            let (unfinished, remarks) =
                pse_store_postgres::look_into(&settings(config, postgres), patience).await?;
            Ok(Seen { unfinished, remarks })
        }
    }
}

fn settings(config: &Config, postgres: &PostgresConfig) -> Settings {
    Settings {
        url: postgres.url.clone(),
        direct_url: postgres.direct_url.clone(),
        prepared: postgres.prepared,
        connections: postgres.connections,
        is_real: !config.is_sandboxed(),
        holds_sandbox: config.sandbox.is_some(),
    }
}
