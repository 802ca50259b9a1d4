//! The rows that the store writes for one payment, read back column by column: whatever the schema is, copies of them
//! are rows as the store would have written them.

use std::path::Path;

use pse_core::ports::store::{InsertIntent, Store as _};
use pse_store_sqlite::SqliteStore;
use rusqlite::Connection;
use rusqlite::types::Value;

use super::order;
use crate::failure::Failure;

/// The columns of a row with their values.
#[derive(Debug, Clone)]
pub(crate) struct Columns(pub(crate) Vec<(String, Value)>);

impl Columns {
    /// Gives columns other values; those that the table does not have are left out.
    pub(crate) fn with(&self, changed: &[(&str, Value)]) -> Self {
        let mut row = self.clone();
        for (name, value) in &mut row.0 {
            if let Some((_, new)) = changed.iter().find(|(column, _)| column == name) {
                value.clone_from(new);
            }
        }
        row
    }

    /// A column's value.
    pub(crate) fn get(&self, column: &str) -> Option<&Value> {
        self.0.iter().find(|(name, _)| name == column).map(|(_, value)| value)
    }
}

/// The rows of one payment: as its intent left them, and as the provider's answer left them.
pub(crate) struct Template {
    pub(crate) checkout: Columns,
    pub(crate) creating: Columns,
    pub(crate) pending: Columns,
    pub(crate) key: Columns,
    /// The first row of the history, and the second.
    pub(crate) history: [Columns; 2],
    pub(crate) notification: Columns,
}

impl Template {
    /// Has the store make its file in that place, and in it one payment, which is taken out again.
    pub(crate) async fn make(file: &Path) -> Result<Self, Failure> {
        let store = SqliteStore::open(&format!("sqlite:{}", file.display())).await?;
        let checkout = order::checkout("TEMPLATE")?;
        store.insert_checkout(&checkout, None).await?;
        let InsertIntent::Stored(payment) = store.insert_intent(&order::intent(&checkout)?).await?
        else {
            return Err("the template's intent was not stored".into());
        };
        let creating = read(file, "payments")?;
        if !store.save(&order::answered(&payment, true)?).await? {
            return Err("the template's answer was not stored".into());
        }
        store.close().await;
        let template = Self {
            checkout: read(file, "checkouts")?,
            creating,
            pending: read(file, "payments")?,
            key: read(file, "payment_keys")?,
            history: [read_row(file, "payment_history", 0)?, read_row(file, "payment_history", 1)?],
            notification: read(file, "notifications")?,
        };
        Connection::open(file)?.execute_batch(
            "PRAGMA foreign_keys = OFF;
             DELETE FROM notifications; DELETE FROM payment_history; DELETE FROM payment_keys;
             DELETE FROM payments; DELETE FROM checkouts;",
        )?;
        Ok(template)
    }
}

fn read(file: &Path, table: &str) -> Result<Columns, Failure> {
    read_row(file, table, 0)
}

/// A row of a table, without the number that SQLite gives it.
fn read_row(file: &Path, table: &str, place: u32) -> Result<Columns, Failure> {
    let connection = Connection::open(file)?;
    let mut statement =
        connection.prepare(&format!("SELECT * FROM {table} LIMIT 1 OFFSET {place}"))?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let row = statement.query_row([], |row| {
        let columns = names.iter().enumerate();
        columns
            .map(|(place, name)| Ok((name.clone(), row.get(place)?)))
            .collect::<Result<Vec<_>, _>>()
    })?;
    Ok(Columns(row.into_iter().filter(|(name, _)| name != "position").collect()))
}
