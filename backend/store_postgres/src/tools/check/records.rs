//! Every row reads as this program's types: a page of rows at a time, so that no reading lasts long.

use pse_core::model::ConsentText;
use pse_core::ports::store::StoreError;
use pse_shared::Person;
use pse_store_tools::rows::{Cell, Row as Key};
use tokio_postgres::Row;

use crate::bank_lists;
use crate::columns::Columns;
use crate::connection::Param;
use crate::failure::Failure;
use crate::persons::{digest, found_by};
use crate::pool::Client;
use crate::rows;
use crate::tools::cells;

/// How many rows are read at once.
const PAGE: usize = 256;
/// After so many findings no more rows are read.
const MOST: usize = 100;

/// A table, and how one of its rows is read.
struct Records {
    table: &'static str,
    /// The columns by which its rows are ordered, as a list in a statement.
    key: &'static str,
    columns: &'static str,
    read: fn(&Row) -> Result<(), Failure>,
}

/// Every table whose rows mean something by themselves.
const RECORDS: [Records; 8] = [
    Records { table: "persons", key: "id", columns: "*", read: person },
    Records { table: "consent_texts", key: "id", columns: "*", read: consent_text },
    Records {
        table: "checkouts",
        key: "id",
        columns: rows::checkout_columns!(),
        read: |row| rows::checkout(row).map(drop),
    },
    Records {
        table: "payments",
        key: "id",
        columns: rows::payment_columns!(),
        read: |row| rows::payment(row).map(drop),
    },
    Records {
        table: "payment_history",
        key: "payment_id, version",
        columns: "*",
        read: |row| rows::history(row).map(drop),
    },
    Records {
        table: "bank_lists",
        key: "site",
        columns: "*",
        read: |row| bank_lists::list(row).map(drop),
    },
    Records {
        table: "notifications",
        key: "position",
        columns: rows::notification_columns!(),
        read: |row| rows::notification(row).map(drop),
    },
    Records {
        table: "notification_attempts",
        key: "position",
        columns: "*",
        read: |row| rows::attempt(row).map(drop),
    },
];

/// Reads every row; says which cannot be read.
pub(crate) async fn unreadable(client: &Client) -> Result<Vec<String>, Failure> {
    let mut findings = Vec::new();
    for records in &RECORDS {
        let mut after = None;
        while findings.len() < MOST {
            let page = records.page(client, after.as_ref()).await?;
            for row in &page {
                if let Err(failure) = (records.read)(row) {
                    let key = shown(&records.key_of(row)?);
                    findings.push(format!(
                        "{} row {key}: {}",
                        records.table,
                        StoreError::from(failure)
                    ));
                }
            }
            match page.last() {
                Some(last) if page.len() == PAGE => after = Some(records.key_of(last)?),
                Some(_) | None => break,
            }
        }
    }
    Ok(findings)
}

impl Records {
    async fn page(&self, client: &Client, after: Option<&Key>) -> Result<Vec<Row>, Failure> {
        let Self { table, key, columns, .. } = self;
        let places: Vec<String> =
            (1..=key.split(", ").count()).map(|place| format!("${place}")).collect();
        let beyond = match after {
            Some(_) => format!("WHERE ({key}) > ({})", places.join(", ")),
            None => String::new(),
        };
        let question =
            format!("SELECT {columns} FROM {table} {beyond} ORDER BY {key} LIMIT {PAGE}");
        let parameters: Option<Vec<Param<'_>>> =
            after.into_iter().flatten().map(cells::parameter).collect();
        client.rows(&question, &parameters.unwrap_or_default()).await
    }

    fn key_of(&self, row: &Row) -> Result<Key, Failure> {
        let named = |name: &str| row.columns().iter().position(|column| column.name() == name);
        let places = self.key.split(", ").filter_map(named);
        places.map(|place| cells::cell(row, place)).collect()
    }
}

fn shown(key: &Key) -> String {
    let part = |cell: &Cell| match cell {
        Cell::Integer(number) => number.to_string(),
        Cell::Text(text) => text.clone(),
        Cell::Null | Cell::Blob(_) => String::new(),
    };
    key.iter().map(part).collect::<Vec<_>>().join(", ")
}

/// A person's data is told from another's by its digest, so that any change of a letter shows; what the person is found by is
/// in the data.
fn person(row: &Row) -> Result<(), Failure> {
    let columns = Columns::of(row);
    let data: String = columns.get("data")?;
    let person: Person = columns.json("data")?;
    same(columns.get::<Vec<u8>>("digest")? == digest(&data), "digest")?;
    let kept =
        |column| Ok::<String, Failure>(columns.get::<Option<String>>(column)?.unwrap_or_default());
    let kept = [columns.get("document")?, kept("document_type")?, kept("email_address")?];
    same(kept == found_by(&person), "document, document_type or email_address")
}

fn consent_text(row: &Row) -> Result<(), Failure> {
    let columns = Columns::of(row);
    let text = ConsentText::new(&columns.get::<String>("text")?);
    columns.time("first_seen")?;
    same(columns.get::<String>("hash")? == text.hash(), "hash")
}

fn same(holds: bool, column: &str) -> Result<(), Failure> {
    if holds { Ok(()) } else { Err(Failure::Corrupt(format!("column {column}"))) }
}
