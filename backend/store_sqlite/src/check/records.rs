//! Every row reads as this program's types: a page of rows at a time, so that no reading lasts long. Of a file that a later
//! program has migrated it is not asked: words that this one does not know are no damage.

use pse_core::model::ConsentText;
use pse_core::ports::store::StoreError;
use pse_shared::Person;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, named_params};

use crate::bank_lists;
use crate::columns::Columns;
use crate::failure::Failure;
use crate::migrations::version;
use crate::persons::digest;
use crate::rows;

/// How many rows are read at once.
const PAGE: u32 = 256;
/// How many of each table's newest rows are read at a start.
const NEWEST: u32 = 20;

/// A table whose rows are numbered, and how one of its rows is read.
#[derive(Debug)]
pub(crate) struct Records {
    /// The table's name.
    pub(crate) table: &'static str,
    next: &'static str,
    newest: &'static str,
    read: fn(&Row<'_>) -> Result<(), Failure>,
}

/// Two statements about a table: its next rows after one, and its newest.
macro_rules! records {
    ($table:literal, $columns:expr, $read:expr) => {
        Records {
            table: $table,
            next: concat!(
                "SELECT ",
                $table,
                ".rowid AS place, ",
                $columns,
                " FROM ",
                $table,
                " NOT INDEXED WHERE ",
                $table,
                ".rowid > :after ORDER BY ",
                $table,
                ".rowid LIMIT :limit"
            ),
            newest: concat!(
                "SELECT ",
                $table,
                ".rowid AS place, ",
                $columns,
                " FROM ",
                $table,
                " NOT INDEXED ORDER BY ",
                $table,
                ".rowid DESC LIMIT :limit"
            ),
            read: $read,
        }
    };
}

/// Every table with numbered rows that mean something.
pub(crate) const RECORDS: [Records; 7] = [
    records!("checkouts", rows::checkout_columns!(), |row| rows::checkout(row).map(drop)),
    records!("payments", rows::payment_columns!(), |row| rows::payment(row).map(drop)),
    records!("persons", "*", person),
    records!("consent_texts", "*", consent_text),
    records!("bank_lists", "*", |row| bank_lists::list(row).map(drop)),
    records!("notifications", "*", |row| rows::notification(row).map(drop)),
    records!("notification_attempts", "*", |row| rows::attempt(row).map(drop)),
];

/// Statement: the next rows of the history, by the key that is its order.
const HISTORY: &str =
    "SELECT * FROM payment_history WHERE (payment_id, version) > (:payment, :version)
     ORDER BY payment_id, version LIMIT :limit";

/// Every text is one: UTF-8, and without the zeros of a page of which the half was written. The service writes none.
fn texts(row: &Row<'_>) -> Result<(), Failure> {
    let statement = row.as_ref();
    for place in 0..statement.column_count() {
        if let ValueRef::Text(text) = row.get_ref(place)?
            && (text.contains(&0) || std::str::from_utf8(text).is_err())
        {
            let column = statement.column_name(place).unwrap_or_default();
            return Err(Failure::Corrupt(format!("column {column}")));
        }
    }
    Ok(())
}

/// Reads a row; of a later program's file only its texts.
fn reads(
    row: &Row<'_>,
    read: fn(&Row<'_>) -> Result<(), Failure>,
    is_later: bool,
) -> Result<(), Failure> {
    texts(row)?;
    if is_later { Ok(()) } else { read(row) }
}

/// A person's data is told from another's by its digest, so that any change of a letter shows.
fn person(row: &Row<'_>) -> Result<(), Failure> {
    let columns = Columns::of(row);
    let data: String = columns.get("data")?;
    let _: Person = columns.json("data")?;
    same(columns.get::<Vec<u8>>("digest")?.as_slice() == digest(&data), "digest")
}

fn consent_text(row: &Row<'_>) -> Result<(), Failure> {
    let columns = Columns::of(row);
    let text = ConsentText::new(&columns.get::<String>("text")?);
    columns.time("first_seen")?;
    same(columns.get::<String>("hash")? == text.hash(), "hash")
}

fn same(holds: bool, column: &str) -> Result<(), Failure> {
    if holds { Ok(()) } else { Err(Failure::Corrupt(format!("column {column}"))) }
}

/// Where a walk through a table goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Walk {
    /// After the row of this number.
    After(i64),
    /// There are no more rows.
    Done,
}

impl Records {
    /// Reads the page of rows after a row; what cannot be read is added to the findings.
    ///
    /// # Errors
    /// When SQLite fails otherwise than by finding damage.
    pub(crate) fn page(
        &self,
        connection: &Connection,
        after: i64,
        findings: &mut Vec<String>,
    ) -> rusqlite::Result<Walk> {
        let is_later = version(connection)?.is_of_a_later_program();
        let mut statement = connection.prepare_cached(self.next)?;
        let mut rows = statement.query(named_params! { ":after": after, ":limit": PAGE })?;
        let (mut last, mut count) = (after, 0);
        while let Some(row) = rows.next()? {
            last = row.get("place")?;
            count += 1;
            if let Err(failure) = reads(row, self.read, is_later) {
                findings.push(format!("{} row {last}: {}", self.table, StoreError::from(failure)));
            }
        }
        Ok(if count < PAGE { Walk::Done } else { Walk::After(last) })
    }
}

/// Reads the newest rows of every table: the first that cannot be read.
///
/// # Errors
/// When SQLite fails, by finding damage, too.
pub(crate) fn check_newest(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let is_later = version(connection)?.is_of_a_later_program();
    for records in &RECORDS {
        // Not kept prepared: it runs once.
        let mut statement = connection.prepare(records.newest)?;
        let mut rows = statement.query(named_params! { ":limit": NEWEST })?;
        while let Some(row) = rows.next()? {
            if let Err(failure) = reads(row, records.read, is_later) {
                let failure = StoreError::from(failure);
                return Ok(Some(format!("the newest rows of {}: {failure}", records.table)));
            }
        }
    }
    Ok(None)
}

/// The place of a history's row: its payment and its version.
pub(crate) type HistoryPlace = (String, i64);

/// Reads the page of the history's rows after a place; where the walk goes on, if it does.
///
/// # Errors
/// When SQLite fails otherwise than by finding damage.
pub(crate) fn history_page(
    connection: &Connection,
    after: &HistoryPlace,
    findings: &mut Vec<String>,
) -> rusqlite::Result<Option<HistoryPlace>> {
    let mut statement = connection.prepare_cached(HISTORY)?;
    let arguments = named_params! { ":payment": after.0, ":version": after.1, ":limit": PAGE };
    let mut rows = statement.query(arguments)?;
    let (mut last, mut count) = (None, 0);
    let is_later = version(connection)?.is_of_a_later_program();
    while let Some(row) = rows.next()? {
        let place: HistoryPlace = (row.get("payment_id")?, row.get("version")?);
        count += 1;
        if let Err(failure) = reads(row, |row| rows::history(row).map(drop), is_later) {
            let (payment, version) = &place;
            let failure = StoreError::from(failure);
            findings.push(format!("payment_history of {payment}, version {version}: {failure}"));
        }
        last = Some(place);
    }
    Ok(last.filter(|_| count == PAGE))
}
