//! The configured store is opened.

use std::sync::Arc;

use pse_core::ports::store::{OpenError, Store, Unfinished};
use pse_store_sqlite::SqliteStore;

use crate::config::StoreUrl;

/// Opens the configured store, and migrates its schema.
///
/// # Errors
/// Why the store cannot be opened.
pub async fn open(url: &StoreUrl) -> Result<Arc<dyn Store>, OpenError> {
    match url {
        StoreUrl::Sqlite(path) => {
            let store = SqliteStore::open(&format!("sqlite:{}", path.display())).await?;
            Ok(Arc::new(store))
        }
    }
}

/// Counts the payments without an outcome, by site and provider, without opening the store for work: also while a
/// service uses it. Empty where there is no store yet.
///
/// # Errors
/// Why the store cannot be read.
pub async fn unfinished(url: &StoreUrl) -> Result<Vec<Unfinished>, OpenError> {
    match url {
        StoreUrl::Sqlite(path) => {
            pse_store_sqlite::unfinished_in(&format!("sqlite:{}", path.display())).await
        }
    }
}

/// Says which files of the store others than their owner may reach, and the command that mends each: the next start
/// narrows them. Nothing is changed.
///
/// # Errors
/// Why the store would not be opened because of them.
pub async fn exposed(url: &StoreUrl) -> Result<Vec<String>, OpenError> {
    match url {
        StoreUrl::Sqlite(path) => {
            pse_store_sqlite::exposed_in(&format!("sqlite:{}", path.display())).await
        }
    }
}
