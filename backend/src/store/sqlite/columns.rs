//! Values between Rust and SQLite: times as microseconds since 1970, amounts as centavos,
//! states by name, people and lists as JSON.

use jiff::Timestamp;
use pse_shared::{Amount, CheckoutState};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::sqlite::SqliteRow;
use sqlx::{ColumnIndex, Decode, Row, Sqlite, Type};

use crate::config::SiteName;
use crate::store::StoreError;

/// A failure of the database. SQLite's messages name tables and columns, never values.
pub(super) fn failed(error: sqlx::Error) -> StoreError {
    StoreError::Failed(error.to_string())
}

/// A time as it is stored.
pub(super) fn micros(time: Timestamp) -> i64 {
    time.as_microsecond()
}

/// A time that may be missing, as it is stored.
pub(super) fn optional_micros(time: Option<Timestamp>) -> Option<i64> {
    time.map(micros)
}

/// A time as it was stored.
pub(super) fn time(micros: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(micros)
        .map_err(|_| StoreError::Corrupt("a time out of range".to_owned()))
}

/// A checkout's state as it is stored: an expired one is an open one past its time.
pub(super) const fn checkout_state(state: CheckoutState) -> &'static str {
    match state {
        CheckoutState::Expired => CheckoutState::Open.as_str(),
        CheckoutState::Open | CheckoutState::Pending | CheckoutState::Paid => state.as_str(),
    }
}

/// A value as JSON.
pub(super) fn json<T: Serialize + ?Sized>(value: &T) -> Result<String, StoreError> {
    // serde_json's messages may carry values, and these are people.
    serde_json::to_string(value)
        .map_err(|_| StoreError::Failed("a value could not be written as JSON".to_owned()))
}

/// A value that may be missing, as JSON.
pub(super) fn optional_json<T: Serialize>(value: Option<&T>) -> Result<Option<String>, StoreError> {
    value.map(json).transpose()
}

/// Reads the columns of a row; what cannot be read is named by its column alone.
pub(super) struct Columns<'r>(pub(super) &'r SqliteRow);

impl Columns<'_> {
    /// A number, a text, or one that may be missing.
    pub(super) fn get<'s, T>(&'s self, column: &'static str) -> Result<T, StoreError>
    where
        T: Decode<'s, Sqlite> + Type<Sqlite>,
        &'static str: ColumnIndex<SqliteRow>,
    {
        self.0.try_get(column).map_err(|_| unreadable(column))
    }

    /// A time.
    pub(super) fn time(&self, column: &'static str) -> Result<Timestamp, StoreError> {
        time(self.get(column)?)
    }

    /// A time that may be missing.
    pub(super) fn optional_time(
        &self,
        column: &'static str,
    ) -> Result<Option<Timestamp>, StoreError> {
        self.get::<Option<i64>>(column)?.map(time).transpose()
    }

    /// An amount.
    pub(super) fn amount(&self, column: &'static str) -> Result<Amount, StoreError> {
        Amount::from_centavos(self.get(column)?).ok_or_else(|| unreadable(column))
    }

    /// A state, an id, a kind: whatever has a name.
    pub(super) fn named<T>(
        &self,
        column: &'static str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, StoreError> {
        read(self.get(column)?).ok_or_else(|| unreadable(column))
    }

    /// Whose it is.
    pub(super) fn site(&self) -> Result<SiteName, StoreError> {
        self.named("site", |name| name.parse().ok())
    }

    /// What was written as JSON.
    pub(super) fn json<T: DeserializeOwned>(&self, column: &'static str) -> Result<T, StoreError> {
        self.named(column, |text| serde_json::from_str(text).ok())
    }

    /// What was written as JSON, if anything was.
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
