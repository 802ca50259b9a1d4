//! Values between Rust and SQLite: times as microseconds since 1970, amounts as centavos,
//! states by name, people and lists as JSON.

use jiff::Timestamp;
use pse_shared::{Amount, CheckoutState};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::sqlite::SqliteRow;
use sqlx::{ColumnIndex, Decode, Row, Sqlite, Type};

use pse_core::model::{ProviderName, SiteName, checkout_state};
use pse_core::ports::store::StoreError;

/// Converts a database failure to the port's error. SQLite's messages name tables and columns, never values.
pub(super) fn failed(error: sqlx::Error) -> StoreError {
    StoreError::Failed(error.to_string())
}

/// Converts a time to how it is stored: microseconds since 1970.
pub(super) fn micros(time: Timestamp) -> i64 {
    time.as_microsecond()
}

/// Converts an optional time to how it is stored: microseconds since 1970.
pub(super) fn optional_micros(time: Option<Timestamp>) -> Option<i64> {
    time.map(micros)
}

/// Reads a time stored as microseconds since 1970.
pub(super) fn time(micros: i64) -> Result<Timestamp, StoreError> {
    // By nanoseconds, as jiff reads no microseconds of the latest second that it can write.
    Timestamp::from_nanosecond(i128::from(micros).saturating_mul(1000))
        .map_err(|_| StoreError::Corrupt("a time out of range".to_owned()))
}

/// Returns how a checkout's state is stored: an expired one as the open one it is.
pub(super) const fn checkout_state(state: CheckoutState) -> &'static str {
    checkout_state::stored(state).as_str()
}

/// Writes a value as JSON.
pub(super) fn json<T: Serialize + ?Sized>(value: &T) -> Result<String, StoreError> {
    // serde_json's messages may carry values, and these are people.
    serde_json::to_string(value)
        .map_err(|_| StoreError::Failed("a value could not be written as JSON".to_owned()))
}

/// Writes an optional value as JSON.
pub(super) fn optional_json<T: Serialize>(value: Option<&T>) -> Result<Option<String>, StoreError> {
    value.map(json).transpose()
}

/// Reads the columns of a row; what cannot be read is named by its column alone.
pub(super) struct Columns<'r>(pub(super) &'r SqliteRow);

impl Columns<'_> {
    /// Reads a number or a text, required or optional.
    pub(super) fn get<'s, T>(&'s self, column: &'static str) -> Result<T, StoreError>
    where
        T: Decode<'s, Sqlite> + Type<Sqlite>,
        &'static str: ColumnIndex<SqliteRow>,
    {
        self.0.try_get(column).map_err(|_| unreadable(column))
    }

    /// Reads a required time.
    pub(super) fn time(&self, column: &'static str) -> Result<Timestamp, StoreError> {
        time(self.get(column)?)
    }

    /// Reads an optional time.
    pub(super) fn optional_time(
        &self,
        column: &'static str,
    ) -> Result<Option<Timestamp>, StoreError> {
        self.get::<Option<i64>>(column)?.map(time).transpose()
    }

    /// Reads an amount stored in centavos.
    pub(super) fn amount(&self, column: &'static str) -> Result<Amount, StoreError> {
        Amount::from_centavos(self.get(column)?).ok_or_else(|| unreadable(column))
    }

    /// Reads a value stored by its name: a state, an id, a kind.
    pub(super) fn named<T>(
        &self,
        column: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, StoreError> {
        read(self.get(column)?).ok_or_else(|| unreadable(column))
    }

    /// Reads an optional value stored by its name.
    pub(super) fn optional_named<T>(
        &self,
        column: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<Option<T>, StoreError> {
        self.get::<Option<&str>>(column)?
            .map(|name| read(name).ok_or_else(|| unreadable(column)))
            .transpose()
    }

    /// Reads the site name in the column `site`.
    pub(super) fn site(&self) -> Result<SiteName, StoreError> {
        self.named("site", |name| name.parse().ok())
    }

    /// Reads the provider name in the column `provider`.
    pub(super) fn provider(&self) -> Result<ProviderName, StoreError> {
        self.named("provider", |name| name.parse().ok())
    }

    /// Reads a required value stored as JSON.
    pub(super) fn json<T: DeserializeOwned>(&self, column: &'static str) -> Result<T, StoreError> {
        self.named(column, |text| serde_json::from_str(text).ok())
    }

    /// Reads an optional value stored as JSON.
    pub(super) fn optional_json<T: DeserializeOwned>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, StoreError> {
        self.get::<Option<&str>>(column)?
            .map(|text| serde_json::from_str(text).map_err(|_| unreadable(column)))
            .transpose()
    }
}

fn unreadable(column: &'static str) -> StoreError {
    StoreError::Corrupt(format!("column {column}"))
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
}
