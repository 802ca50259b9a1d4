//! What a store is made of, as a copy sees it: tables in an order in which no row refers to a later one, and their rows in the
//! order of their keys. Any kind of store can take part that can read and add pages of rows.

use async_trait::async_trait;

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

/// A row, in the order of the columns that were asked for.
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

/// A column of a table that is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The column's name.
    pub name: String,
    /// Whether the store can make its values from other columns: another kind of store need not have it.
    pub is_own: bool,
}

/// A store's rows. Errors name the store; they never show a row's values.
#[async_trait(?Send)]
pub trait Rows {
    /// The columns of a table that are stored.
    ///
    /// # Errors
    /// When the store fails.
    async fn columns(&self, table: &Table) -> Result<Vec<Column>, ToolError>;

    /// These columns of the rows after a key, in the order of the key; of the first rows where none is given.
    ///
    /// # Errors
    /// When the store fails.
    async fn page(
        &self,
        table: &Table,
        columns: &[String],
        after: Option<&Row>,
        limit: u32,
    ) -> Result<Vec<Row>, ToolError>;

    /// The key of the last row; `None` when there is none.
    ///
    /// # Errors
    /// When the store fails.
    async fn last(&self, table: &Table) -> Result<Option<Row>, ToolError>;

    /// Adds rows of these columns in one durable transaction, and makes the columns that are the store's own.
    ///
    /// # Errors
    /// When the store fails; none of the rows is there then.
    async fn add(
        &mut self,
        table: &Table,
        columns: &[String],
        rows: &[Row],
    ) -> Result<(), ToolError>;
}

/// A store that everything is copied from. Nobody else writes it meanwhile.
#[async_trait(?Send)]
pub trait Source {
    /// Its rows.
    fn rows(&self) -> &dyn Rows;

    /// The address by which an operator knows the store, without a password.
    fn address(&self) -> String;

    /// Where everything was copied to before; `None` when it was not.
    ///
    /// # Errors
    /// When the store fails.
    async fn copied_to(&self) -> Result<Option<String>, ToolError>;

    /// Marks the store as copied to another one, so that no service goes on with it.
    ///
    /// # Errors
    /// When the store fails.
    async fn mark(&mut self, to: &str) -> Result<(), ToolError>;
}

/// A store that everything is copied to. Nobody else writes it meanwhile, and none opens it until it is released.
#[async_trait(?Send)]
pub trait Target {
    /// Its rows.
    fn rows(&mut self) -> &mut dyn Rows;

    /// The address by which an operator knows the store, without a password.
    fn address(&self) -> String;

    /// Notes that the store is being filled from another one, unless it has rows of its own or another one's.
    ///
    /// # Errors
    /// When it has, or the store fails.
    async fn begin(&mut self, from: &str) -> Result<(), ToolError>;

    /// Makes what follows from all rows together, and looks whether they are a whole store.
    ///
    /// # Errors
    /// When they are not, or the store fails.
    async fn complete(&mut self) -> Result<(), ToolError>;

    /// Lets a service open the store.
    ///
    /// # Errors
    /// When the store fails.
    async fn release(&mut self) -> Result<(), ToolError>;
}
