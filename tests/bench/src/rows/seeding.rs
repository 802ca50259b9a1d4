//! Many rows in a short time: copies of one payment that the store wrote, each with names of its own, put into a file that
//! the store has made. For each ten pending payments there is one that is final.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use pse_core::model::{CheckoutId, NotificationId, PaymentId};
use rusqlite::types::Value;
use rusqlite::{Connection, Statement};

use super::Template;
use super::template::Columns;
use crate::clock::now;
use crate::failure::Failure;

/// When the pending payments are to be asked about.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Due {
    /// All of them for some time already.
    Past,
    /// None of them before tomorrow.
    Tomorrow,
    /// One after another: the first at a time, the next ones so far apart, in microseconds.
    Apart(i64, i64),
}

/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;

impl Due {
    /// The due time as SQL, of the payment's place and the time now.
    pub(crate) fn sql(self) -> String {
        let now = now().as_microsecond();
        match self {
            Self::Past => format!("{} - place", now.saturating_sub(1_000_000)),
            Self::Tomorrow => format!("{} + place", now.saturating_add(DAY)),
            Self::Apart(first, apart) => format!("{first} + place * {apart}"),
        }
    }
}

/// A file with many payments.
pub(crate) struct Seeded {
    pub(crate) file: PathBuf,
    /// How many of its payments are pending.
    pub(crate) pending: u32,
}

impl Seeded {
    /// Makes a file of so many pending payments, none due before tomorrow; with a notification of each that is due now,
    /// where that is wanted.
    pub(crate) async fn make(file: PathBuf, pending: u32, told: bool) -> Result<Self, Failure> {
        let template = Template::make(&file).await?;
        let place = file.clone();
        tokio::task::spawn_blocking(move || fill(&place, &template, pending, told)).await??;
        Ok(Self { file, pending })
    }

    /// A reference that one of its payments has, and that one's CUS.
    pub(crate) fn names_of(place: u32) -> (String, String) {
        (format!("SEED-{place}"), format!("{:07}", 3_000_000_u32.saturating_add(place)))
    }

    /// Copies the file to a folder as the service's store, with other due times.
    pub(crate) fn copy_to(&self, folder: &Path, due: Due) -> Result<PathBuf, Failure> {
        let copy = folder.join("pse.sqlite");
        std::fs::copy(&self.file, &copy)?;
        if !matches!(due, Due::Tomorrow) {
            let connection = Connection::open(&copy)?;
            quick(&connection)?;
            let set = due.sql().replace("place", "CAST(transaction_ref AS INTEGER)");
            connection.execute_batch(&format!(
                "UPDATE payments SET next_probe_at = {set} WHERE state = 'pending'"
            ))?;
        }
        Ok(copy)
    }

    /// The id of one of its checkouts, and of many others.
    pub(crate) fn checkouts(&self, count: u32) -> Result<Vec<String>, Failure> {
        let connection = Connection::open(&self.file)?;
        let mut statement = connection.prepare("SELECT id FROM checkouts LIMIT ?1")?;
        let ids = statement.query_map([count], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }
}

/// Settings for a file that can be made again when the machine stops.
fn quick(connection: &Connection) -> Result<(), Failure> {
    connection.execute_batch(
        "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -800000;",
    )?;
    Ok(())
}

fn fill(file: &Path, template: &Template, pending: u32, told: bool) -> Result<(), Failure> {
    let connection = Connection::open(file)?;
    quick(&connection)?;
    // Sorted at the end, indexes are made in a tenth of the time.
    let indexes = indexes(&connection)?;
    for (name, _) in &indexes {
        connection.execute_batch(&format!("DROP INDEX {name}"))?;
    }
    connection.execute_batch("BEGIN")?;
    {
        let mut rows = Inserting::new(&connection, template)?;
        let all = pending.saturating_add(pending.div_ceil(10));
        for place in 0..all {
            rows.payment(place, (place >= pending).then_some(place), told)?;
        }
    }
    connection.execute_batch("COMMIT")?;
    for (_, sql) in &indexes {
        connection.execute_batch(sql)?;
    }
    connection.execute_batch("PRAGMA journal_mode = WAL")?;
    Ok(())
}

/// The indexes that are not a table's own, by name and statement.
fn indexes(connection: &Connection) -> Result<Vec<(String, String)>, Failure> {
    let mut statement = connection
        .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")?;
    let indexes = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(indexes.collect::<Result<_, _>>()?)
}

/// A statement that adds copies of a row; only what differs from the last copy is bound again.
struct Copies<'c> {
    statement: Statement<'c>,
    names: Vec<String>,
}

impl<'c> Copies<'c> {
    fn new(connection: &'c Connection, table: &str, row: &Columns) -> Result<Self, Failure> {
        let names: Vec<String> = row.0.iter().map(|(name, _)| name.clone()).collect();
        let signs: Vec<String> = (1..=names.len()).map(|place| format!("?{place}")).collect();
        let mut statement = connection.prepare(&format!(
            "INSERT INTO {table} ({}) VALUES ({})",
            names.join(", "),
            signs.join(", ")
        ))?;
        for (place, (_, value)) in row.0.iter().enumerate() {
            statement.raw_bind_parameter(place + 1, value)?;
        }
        Ok(Self { statement, names })
    }

    /// Adds a copy in which these columns, where the table has them, have another value from here on.
    fn add(&mut self, changed: &[(&str, Value)]) -> Result<(), Failure> {
        for (name, value) in changed {
            if let Some(place) = self.names.iter().position(|known| known == name) {
                self.statement.raw_bind_parameter(place + 1, value)?;
            }
        }
        self.statement.raw_execute()?;
        Ok(())
    }
}

/// The statements that add one payment with all that belongs to it.
struct Inserting<'c> {
    checkout: Copies<'c>,
    payment: Copies<'c>,
    key: Copies<'c>,
    first: Copies<'c>,
    second: Copies<'c>,
    last: Copies<'c>,
    notification: Copies<'c>,
    now: i64,
}

impl<'c> Inserting<'c> {
    fn new(connection: &'c Connection, template: &Template) -> Result<Self, Failure> {
        let [first, second] = &template.history;
        let copies = |table, row| Copies::new(connection, table, row);
        Ok(Self {
            checkout: copies("checkouts", &template.checkout)?,
            payment: copies("payments", &template.pending)?,
            key: copies("payment_keys", &template.key)?,
            first: copies("payment_history", first)?,
            second: copies("payment_history", second)?,
            last: copies("payment_history", second)?,
            notification: copies("notifications", &template.notification)?,
            now: now().as_microsecond(),
        })
    }

    /// Adds a payment: pending, or with one of the final states by its number.
    fn payment(&mut self, place: u32, last: Option<u32>, told: bool) -> Result<(), Failure> {
        let text = |text: &str| Value::Text(text.to_owned());
        let (reference, cus) = Seeded::names_of(place);
        // One a second, the last of them now.
        let at = self.now.saturating_sub(i64::from(place).saturating_mul(1_000_000));
        let time = Timestamp::from_microsecond(at)?;
        let (checkout, payment) =
            (CheckoutId::new(time)?.to_string(), PaymentId::new(time)?.to_string());
        let (state, of_checkout) = match last.map(|number| number % 3) {
            None => ("pending", "pending"),
            Some(0) => ("approved", "paid"),
            Some(1) => ("rejected", "open"),
            Some(_) => ("failed", "open"),
        };
        let due = match last {
            None => Value::Integer(self.now.saturating_add(DAY).saturating_add(place.into())),
            Some(_) => Value::Null,
        };
        let times = || {
            [
                ("created_at", Value::Integer(at)),
                ("updated_at", Value::Integer(at)),
                ("at", Value::Integer(at)),
            ]
        };
        let names = [
            ("id", text(&checkout)),
            ("reference", text(&reference)),
            ("state", text(of_checkout)),
        ];
        self.checkout.add(&[&names[..], &times()].concat())?;
        let names = [
            ("id", text(&payment)),
            ("checkout_id", text(&checkout)),
            ("merchant_reference", text(&reference)),
            ("reference", text(&reference)),
            ("transaction_ref", text(&place.to_string())),
            ("cus", text(&cus)),
            ("state", text(state)),
            ("next_probe_at", due),
        ];
        self.payment.add(&[&names[..], &times()].concat())?;
        let names = [
            ("checkout_id", text(&checkout)),
            ("key", text(&format!("pay-{checkout}"))),
            ("payment_id", text(&payment)),
        ];
        self.key.add(&names)?;
        let of_payment = [&[("payment_id", text(&payment))][..], &times()].concat();
        self.first.add(&of_payment)?;
        self.second.add(&of_payment)?;
        if last.is_some() {
            let moved = [
                ("version", Value::Integer(2)),
                ("from_state", text("pending")),
                ("to_state", text(state)),
            ];
            self.last.add(&[&of_payment[..], &moved].concat())?;
        }
        if told {
            let own = [("id", Value::Text(NotificationId::new(time)?.to_string()))];
            self.notification.add(&[&of_payment[..], &own].concat())?;
        }
        Ok(())
    }
}
