//! What a store is made of, as a copy sees it: tables in an order in which no row refers to a later one, and their rows in the
//! order of their keys. Any kind of store can take part that can read and add pages of rows.

use crate::tool_error::ToolError;

/// How many rows are read, added or compared at once.
pub const PAGE: u32 = 500;

/// A value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// No value.
    Null,
    /// A number; also a time, an amount, a yes or no.
    Integer(i64),
    /// A text, also JSON.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

/// A row, in the order of its table's columns.
pub type Row = Vec<Cell>;

/// A table: its name, and the columns by which its rows are told apart and ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// The table's name.
    pub name: &'static str,
    /// Its key, which orders its rows by their bytes.
    pub key: &'static [&'static str],
    /// Which of its rows mean something, as a condition.
    pub that: &'static str,
    /// Whether its rows are made by the store itself from others: they are compared, not added.
    pub is_derived: bool,
}

const fn table(name: &'static str, key: &'static [&'static str]) -> Table {
    Table { name, key, that: "TRUE", is_derived: false }
}

/// Every table whose rows mean something, in an order in which no row refers to a later one.
pub const TABLES: [Table; 11] = [
    table("persons", &["id"]),
    table("consent_texts", &["id"]),
    table("checkouts", &["id"]),
    table("checkout_keys", &["site", "key"]),
    table("payments", &["id"]),
    table("payment_keys", &["checkout_id", "key"]),
    table("payment_history", &["payment_id", "version"]),
    table("bank_lists", &["site"]),
    table("notifications", &["position"]),
    table("notification_attempts", &["position"]),
    Table {
        name: "payment_counts",
        key: &["site", "provider", "state"],
        // A state that no payment is in any more has a row or not.
        that: "payments > 0",
        is_derived: true,
    },
];

/// A store that takes part in a copy. Rows are given and taken with the same columns on both sides.
pub trait Rows {
    /// The names of a table's columns that are stored, in the order of its rows.
    ///
    /// # Errors
    /// When the store fails.
    fn columns(&self, table: &Table) -> Result<Vec<String>, ToolError>;

    /// The rows after a key, in the order of the key; the first ones where none is given.
    ///
    /// # Errors
    /// When the store fails.
    fn page(&self, table: &Table, after: Option<&Row>, limit: u32) -> Result<Vec<Row>, ToolError>;

    /// The key of the last row; `None` when there is none.
    ///
    /// # Errors
    /// When the store fails.
    fn last(&self, table: &Table) -> Result<Option<Row>, ToolError>;

    /// Adds rows in one durable transaction.
    ///
    /// # Errors
    /// When the store fails; none of the rows is there then.
    fn add(&mut self, table: &Table, rows: &[Row]) -> Result<(), ToolError>;
}
