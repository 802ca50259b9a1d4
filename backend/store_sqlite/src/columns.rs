//! Values between Rust and SQLite: times as microseconds since 1970, amounts as centavos,
//! states by name, people and lists as JSON.

use std::cell::Cell;

use jiff::Timestamp;
use pse_shared::{Amount, CheckoutState};
use rusqlite::Row;
use rusqlite::types::{FromSql, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::failure::Failure;
use pse_core::model::{ProviderName, SiteName, checkout_state};

/// Converts a time to how it is stored: microseconds since 1970.
pub(super) fn micros(time: Timestamp) -> i64 {
    time.as_microsecond()
}

/// Converts an optional time to how it is stored: microseconds since 1970.
pub(super) fn optional_micros(time: Option<Timestamp>) -> Option<i64> {
    time.map(micros)
}

/// Reads a time stored as microseconds since 1970.
pub(super) fn time(micros: i64) -> Result<Timestamp, Failure> {
    // By nanoseconds, as jiff reads no microseconds of the latest second that it can write.
    Timestamp::from_nanosecond(i128::from(micros).saturating_mul(1000))
        .map_err(|_| Failure::Corrupt("a time out of range".to_owned()))
}

/// Returns how a checkout's state is stored: an expired one as the open one it is.
pub(super) const fn checkout_state(state: CheckoutState) -> &'static str {
    checkout_state::stored(state).as_str()
}

/// Writes a value as JSON.
pub(super) fn json<T: Serialize + ?Sized>(value: &T) -> Result<String, Failure> {
    // serde_json's messages may carry values, and these are people.
    serde_json::to_string(value).map_err(|_| Failure::Other("a value could not be written as JSON"))
}

/// Reads the columns of a row by name; what cannot be read is named by its column alone.
pub(super) struct Columns<'r> {
    row: &'r Row<'r>,
    /// Where the next column is looked for first: it costs nothing to read them in the row's own order.
    next: Cell<usize>,
}

impl<'r> Columns<'r> {
    /// Begins at the row's first column.
    pub(super) const fn of(row: &'r Row<'r>) -> Self {
        Self { row, next: Cell::new(0) }
    }

    /// Reads a number or a text, required or optional.
    pub(super) fn get<T: FromSql>(&self, column: &'static str) -> Result<T, Failure> {
        T::column_result(self.value(column)?).map_err(|_| unreadable(column))
    }

    /// Reads a required time.
    pub(super) fn time(&self, column: &'static str) -> Result<Timestamp, Failure> {
        time(self.get(column)?)
    }

    /// Reads an optional time.
    pub(super) fn optional_time(&self, column: &'static str) -> Result<Option<Timestamp>, Failure> {
        self.get::<Option<i64>>(column)?.map(time).transpose()
    }

    /// Reads an amount stored in centavos.
    pub(super) fn amount(&self, column: &'static str) -> Result<Amount, Failure> {
        Amount::from_centavos(self.get(column)?).ok_or_else(|| unreadable(column))
    }

    /// Reads a value stored by its name: a state, an id, a kind.
    pub(super) fn named<T>(
        &self,
        column: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, Failure> {
        self.optional_named(column, read)?.ok_or_else(|| unreadable(column))
    }

    /// Reads an optional value stored by its name.
    pub(super) fn optional_named<T>(
        &self,
        column: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Failure> {
        let text = self.value(column)?.as_str_or_null().map_err(|_| unreadable(column))?;
        text.map(|text| read(text).ok_or_else(|| unreadable(column))).transpose()
    }

    /// Reads the site name in the column `site`.
    pub(super) fn site(&self) -> Result<SiteName, Failure> {
        self.named("site", |name| name.parse().ok())
    }

    /// Reads the provider name in the column `provider`.
    pub(super) fn provider(&self) -> Result<ProviderName, Failure> {
        self.named("provider", |name| name.parse().ok())
    }

    /// Reads a required value stored as JSON.
    pub(super) fn json<T: DeserializeOwned>(&self, column: &'static str) -> Result<T, Failure> {
        self.named(column, |text| serde_json::from_str(text).ok())
    }

    /// Reads an optional value stored as JSON.
    pub(super) fn optional_json<T: DeserializeOwned>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, Failure> {
        self.optional_named(column, |text| serde_json::from_str(text).ok())
    }

    fn value(&self, column: &'static str) -> Result<ValueRef<'r>, Failure> {
        let place = self.place(column).ok_or_else(|| unreadable(column))?;
        self.next.set(place.saturating_add(1));
        self.row.get_ref(place).map_err(|_| unreadable(column))
    }

    fn place(&self, column: &'static str) -> Option<usize> {
        let statement = self.row.as_ref();
        let next = self.next.get();
        (next..statement.column_count())
            .chain(0..next)
            .find(|place| statement.column_name(*place).is_ok_and(|name| name == column))
    }
}

fn unreadable(column: &'static str) -> Failure {
    Failure::Corrupt(format!("column {column}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_the_last_time_read_back_to_the_microsecond() {
        for at in [Timestamp::MIN, Timestamp::UNIX_EPOCH, Timestamp::MAX] {
            assert_eq!(time(micros(at)).unwrap().as_microsecond(), at.as_microsecond());
        }
        assert!(time(i64::MAX).is_err());
    }

    #[test]
    fn columns_are_read_in_any_order_and_again() {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        let read = |row: &Row<'_>| {
            let columns = Columns::of(row);
            let numbers: Vec<i64> =
                ["b", "a", "c", "b", "b"].iter().map(|name| columns.get(name).unwrap()).collect();
            assert!(matches!(columns.get::<i64>("d"), Err(Failure::Corrupt(_))));
            Ok(numbers)
        };
        let numbers = connection.query_row("SELECT 1 AS a, 2 AS b, 3 AS c", [], read).unwrap();
        assert_eq!(numbers, [2, 1, 3, 2, 2]);
    }
}
