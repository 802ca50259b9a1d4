//! Values between Rust and PostgreSQL: times as microseconds since 1970, amounts as centavos, states by name, people and
//! lists as JSON.

use std::cell::Cell;

use jiff::Timestamp;
use pse_core::model::{ProviderName, SiteName, checkout_state};
use pse_shared::{Amount, CheckoutState};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio_postgres::Row;
use tokio_postgres::types::FromSql;

use super::failure::Failure;

/// Converts a time to how it is stored: microseconds since 1970.
pub(crate) fn micros(time: Timestamp) -> i64 {
    time.as_microsecond()
}

/// Converts an optional time to how it is stored: microseconds since 1970.
pub(crate) fn optional_micros(time: Option<Timestamp>) -> Option<i64> {
    time.map(micros)
}

/// Reads a time stored as microseconds since 1970.
pub(crate) fn time(micros: i64) -> Result<Timestamp, Failure> {
    // By nanoseconds, as jiff reads no microseconds of the latest second that it can write.
    Timestamp::from_nanosecond(i128::from(micros).saturating_mul(1000))
        .map_err(|_| Failure::Corrupt("a time out of range".to_owned()))
}

/// Returns how a checkout's state is stored: an expired one as the open one it is.
pub(crate) const fn checkout_state(state: CheckoutState) -> &'static str {
    checkout_state::stored(state).as_str()
}

/// Writes a value as JSON.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> Result<String, Failure> {
    // serde_json's messages may carry values, and these are people.
    serde_json::to_string(value)
        .map_err(|_| Failure::Failed("a value could not be written as JSON".to_owned()))
}

/// Reads the columns of a row by name; what cannot be read is named by its column alone.
pub(crate) struct Columns<'r> {
    row: &'r Row,
    /// Where the next column is looked for first: it costs nothing to read them in the row's own order.
    next: Cell<usize>,
}

impl<'r> Columns<'r> {
    /// Begins at the row's first column.
    pub(crate) const fn of(row: &'r Row) -> Self {
        Self { row, next: Cell::new(0) }
    }

    /// Reads a text, a flag or a number of 64 bits, required or optional.
    pub(crate) fn get<T: FromSql<'r>>(&self, column: &'static str) -> Result<T, Failure> {
        let place = self.place(column).ok_or_else(|| unreadable(column))?;
        self.next.set(place.saturating_add(1));
        self.row.try_get(place).map_err(|_| unreadable(column))
    }

    /// Reads a required number of fewer bits.
    pub(crate) fn number<T: TryFrom<i64>>(&self, column: &'static str) -> Result<T, Failure> {
        T::try_from(self.get(column)?).map_err(|_| unreadable(column))
    }

    /// Reads an optional number of fewer bits.
    pub(crate) fn optional_number<T: TryFrom<i64>>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, Failure> {
        let number = self.get::<Option<i64>>(column)?;
        number.map(|number| T::try_from(number).map_err(|_| unreadable(column))).transpose()
    }

    /// Reads a required time.
    pub(crate) fn time(&self, column: &'static str) -> Result<Timestamp, Failure> {
        time(self.get(column)?)
    }

    /// Reads an optional time.
    pub(crate) fn optional_time(&self, column: &'static str) -> Result<Option<Timestamp>, Failure> {
        self.get::<Option<i64>>(column)?.map(time).transpose()
    }

    /// Reads an amount stored in centavos.
    pub(crate) fn amount(&self, column: &'static str) -> Result<Amount, Failure> {
        Amount::from_centavos(self.get(column)?).ok_or_else(|| unreadable(column))
    }

    /// Reads a value stored by its name: a state, an id, a kind.
    pub(crate) fn named<T>(
        &self,
        column: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, Failure> {
        self.optional_named(column, read)?.ok_or_else(|| unreadable(column))
    }

    /// Reads an optional value stored by its name.
    pub(crate) fn optional_named<T>(
        &self,
        column: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, Failure> {
        let text: Option<&str> = self.get(column)?;
        text.map(|text| read(text).ok_or_else(|| unreadable(column))).transpose()
    }

    /// Reads the site name in the column `site`.
    pub(crate) fn site(&self) -> Result<SiteName, Failure> {
        self.named("site", |name| name.parse().ok())
    }

    /// Reads the provider name in the column `provider`.
    pub(crate) fn provider(&self) -> Result<ProviderName, Failure> {
        self.named("provider", |name| name.parse().ok())
    }

    /// Reads a required value stored as JSON.
    pub(crate) fn json<T: DeserializeOwned>(&self, column: &'static str) -> Result<T, Failure> {
        self.named(column, |text| serde_json::from_str(text).ok())
    }

    /// Reads an optional value stored as JSON.
    pub(crate) fn optional_json<T: DeserializeOwned>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, Failure> {
        self.optional_named(column, |text| serde_json::from_str(text).ok())
    }

    fn place(&self, column: &'static str) -> Option<usize> {
        let columns = self.row.columns();
        let next = self.next.get();
        (next..columns.len())
            .chain(0..next)
            .find(|place| columns.get(*place).is_some_and(|found| found.name() == column))
    }
}

fn unreadable(column: &'static str) -> Failure {
    Failure::Corrupt(format!("column {column}"))
}
