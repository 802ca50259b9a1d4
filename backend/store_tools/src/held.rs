//! What a store holds, in figures.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The tables whose rows have a state.
pub const WITH_STATE: [&str; 3] = ["checkouts", "payments", "notifications"];

/// What a store holds: rows by table and state, and what waits the longest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The newest migration that the store has.
    pub schema_version: i64,
    /// The rows of each table, by name.
    pub tables: Vec<TableStats>,
    /// When the pending payment that is due first is, or was, to be asked about.
    pub oldest_due_probe: Option<Timestamp>,
    /// How many notifications no merchant's server has taken yet.
    pub undelivered_notifications: u64,
    /// When the oldest of those was made.
    pub oldest_undelivered: Option<Timestamp>,
}

/// How many rows a table has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableStats {
    /// The table's name.
    pub table: String,
    /// How many rows it has in all.
    pub rows: u64,
    /// How many rows are in each state, where its rows have one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub states: Vec<(String, u64)>,
}
