//! The tables and columns of a database, as it says itself.

use tokio_postgres::types::Type;

use super::cells::Kind;
use crate::columns::Columns;
use crate::failure::Failure;
use crate::pool::Client;

/// The tables that a store has for itself: they follow from the others, or serve only those who have it open.
pub(super) const OWN_TABLES: [&str; 7] = [
    "schema_migrations",
    "schema_lock",
    "payment_probes",
    "notification_queue",
    "processes",
    "checkout_changes",
    "bank_list_leases",
];

/// A column, and the type of its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stored {
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// The stored columns of a table.
pub(super) async fn columns(client: &Client, table: &str) -> Result<Vec<Stored>, Failure> {
    let question = "SELECT attname::text AS name, atttypid::regtype::text AS kind FROM pg_attribute
         WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
         ORDER BY attnum";
    let read = |row: &tokio_postgres::Row| {
        let columns = Columns::of(row);
        let (name, kind): (String, String) = (columns.get("name")?, columns.get("kind")?);
        Kind::of(&kind).map(|kind| Stored { kind, name: name.clone() }).ok_or_else(|| {
            Failure::Failed(format!(
                "the column {name} of {table} is of the type {kind}, which no tool knows"
            ))
        })
    };
    client.rows(question, &[(&table, Type::TEXT)]).await?.iter().map(read).collect()
}

/// The columns that the database numbers by itself, with their tables.
pub(super) async fn numbered(client: &Client) -> Result<Vec<(String, String)>, Failure> {
    let question = "SELECT relname::text AS name, attname::text AS numbered
         FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
         WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND attidentity <> ''
         ORDER BY 1, 2";
    let read = |row: &tokio_postgres::Row| {
        let columns = Columns::of(row);
        Ok((columns.get("name")?, columns.get("numbered")?))
    };
    client.rows(question, &[]).await?.iter().map(read).collect()
}

/// The names of the tables that there are.
pub(super) async fn tables(client: &Client) -> Result<Vec<String>, Failure> {
    let question = "SELECT relname::text AS name FROM pg_class
         WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') ORDER BY 1";
    let read = |row: &tokio_postgres::Row| Columns::of(row).get("name");
    client.rows(question, &[]).await?.iter().map(read).collect()
}
