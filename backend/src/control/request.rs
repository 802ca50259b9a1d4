//! What a command asks of a service about its store, and what it is answered.

use std::path::PathBuf;

use pse_store_sqlite::backup::BackupMade;
use pse_store_sqlite::stats::StoreStats;
use serde::{Deserialize, Serialize};

/// A request about the store: one line of JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verb", rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// What the store has.
    Stats {},
    /// A copy of the store as it is now.
    Backup {
        /// The absolute path of the copy.
        to: PathBuf,
        /// Whether a file of that name is replaced.
        replace: bool,
    },
    /// A whole check of the store.
    Verify {},
}

/// The answer to a request: one line of JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// What the store has.
    Stats(StoreStats),
    /// The copy that was made.
    Backup(BackupMade),
    /// What the check found.
    Verify(Verified),
    /// Why it could not be done.
    Error(String),
}

/// What a whole check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verified {
    /// The path of the file.
    pub file: PathBuf,
    /// What is wrong, a sentence each; none when the file is whole.
    pub findings: Vec<String>,
    /// Whether an older program wrote the file: what its rows mean was not checked.
    pub is_older: bool,
}
