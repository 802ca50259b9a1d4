//! The values of a statement by their names: its text and its arguments are made from one list, so that a column stands in
//! one place.

use std::borrow::Cow;
use std::fmt::{self, Debug, Formatter};
use std::sync::OnceLock;

use bytes::BytesMut;
use tokio_postgres::Row;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

use super::connection::Param;
use super::failure::Failure;
use super::pool::Client;

/// The text of a statement, written once.
pub(crate) type Text = OnceLock<String>;

/// A value bound to a statement, of one of the few types that this store uses.
pub(crate) enum Value<'v> {
    Text(Option<Cow<'v, str>>),
    Number(Option<i64>),
    Flag(bool),
    Bytes(Option<Vec<u8>>),
    Texts(Vec<String>),
    Numbers(Vec<i64>),
    ManyBytes(Vec<Vec<u8>>),
}

impl Value<'_> {
    const fn kind(&self) -> Type {
        match self {
            Self::Text(_) => Type::TEXT,
            Self::Number(_) => Type::INT8,
            Self::Flag(_) => Type::BOOL,
            Self::Bytes(_) => Type::BYTEA,
            Self::Texts(_) => Type::TEXT_ARRAY,
            Self::Numbers(_) => Type::INT8_ARRAY,
            Self::ManyBytes(_) => Type::BYTEA_ARRAY,
        }
    }
}

/// Values are people's data: only their types are shown.
impl Debug for Value<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.kind().name())
    }
}

impl ToSql for Value<'_> {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Text(text) => text.to_sql(kind, out),
            Self::Number(number) => number.to_sql(kind, out),
            Self::Flag(flag) => flag.to_sql(kind, out),
            Self::Bytes(bytes) => bytes.to_sql(kind, out),
            Self::Texts(texts) => texts.to_sql(kind, out),
            Self::Numbers(numbers) => numbers.to_sql(kind, out),
            Self::ManyBytes(many) => many.to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        [
            Type::TEXT,
            Type::INT8,
            Type::BOOL,
            Type::BYTEA,
            Type::TEXT_ARRAY,
            Type::INT8_ARRAY,
            Type::BYTEA_ARRAY,
        ]
        .contains(kind)
    }

    to_sql_checked!();
}

/// A text as PostgreSQL can hold it: it has no character of number 0, in whose place stands the one for what cannot be
/// shown.
fn held(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "\u{FFFD}")) } else { text }
}

impl<'v> From<&'v str> for Value<'v> {
    fn from(text: &'v str) -> Self {
        Self::Text(Some(held(Cow::Borrowed(text))))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Some(held(Cow::Owned(text))))
    }
}

impl<'v> From<Option<&'v str>> for Value<'v> {
    fn from(text: Option<&'v str>) -> Self {
        Self::Text(text.map(|text| held(Cow::Borrowed(text))))
    }
}

impl From<Option<String>> for Value<'_> {
    fn from(text: Option<String>) -> Self {
        Self::Text(text.map(|text| held(Cow::Owned(text))))
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Number(Some(number))
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Number(Some(number.into()))
    }
}

impl From<Option<i64>> for Value<'_> {
    fn from(number: Option<i64>) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value<'_> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<Vec<String>> for Value<'_> {
    fn from(texts: Vec<String>) -> Self {
        Self::Texts(texts.into_iter().map(|text| held(Cow::Owned(text)).into_owned()).collect())
    }
}

impl From<Vec<i64>> for Value<'_> {
    fn from(numbers: Vec<i64>) -> Self {
        Self::Numbers(numbers)
    }
}

impl From<Option<Vec<u8>>> for Value<'_> {
    fn from(bytes: Option<Vec<u8>>) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<Vec<Vec<u8>>> for Value<'_> {
    fn from(many: Vec<Vec<u8>>) -> Self {
        Self::ManyBytes(many)
    }
}

/// The column values and other arguments of one statement, each under its name, by which its text calls it (`:name`).
#[derive(Debug, Default)]
pub(crate) struct Values<'v> {
    names: Vec<&'static str>,
    values: Vec<Value<'v>>,
}

impl<'v> Values<'v> {
    /// Adds a value.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<Value<'v>>) -> Self {
        self.names.push(name);
        self.values.push(value.into());
        self
    }

    /// Writes the columns in the form of `INSERT INTO <table> (…) SELECT`.
    pub(crate) fn columns(&self) -> String {
        self.names.join(", ")
    }

    /// Writes the values in the form of `SELECT …`, in the order of [`Self::columns`].
    pub(crate) fn given(&self) -> String {
        format!(":{}", self.names.join(", :"))
    }

    /// Writes the columns in the form of `UPDATE <table> SET`.
    pub(crate) fn assigned(&self) -> String {
        let pairs: Vec<_> = self.names.iter().map(|name| format!("{name} = :{name}")).collect();
        pairs.join(", ")
    }

    /// Runs a statement and reads every row that it gives. Its text is written at its first use.
    pub(crate) async fn rows(
        &self,
        client: &Client,
        text: &Text,
        write: impl FnOnce() -> String,
    ) -> Result<Vec<Row>, Failure> {
        client.rows(self.numbered_once(text, write), &self.params()).await
    }

    /// Runs a statement and reads the first row that it gives. Its text is written at its first use.
    pub(crate) async fn first(
        &self,
        client: &Client,
        text: &Text,
        write: impl FnOnce() -> String,
    ) -> Result<Option<Row>, Failure> {
        client.first(self.numbered_once(text, write), &self.params()).await
    }

    /// Runs a statement; returns how many rows it changed. Its text is written at its first use.
    pub(crate) async fn run(
        &self,
        client: &Client,
        text: &Text,
        write: impl FnOnce() -> String,
    ) -> Result<u64, Failure> {
        client.run(self.numbered_once(text, write), &self.params()).await
    }

    /// The values as the client takes them.
    pub(crate) fn params(&self) -> Vec<Param<'_>> {
        self.values.iter().map(|value| (value as &(dyn ToSql + Sync), value.kind())).collect()
    }

    /// A text with the values' names as PostgreSQL numbers them.
    pub(crate) fn numbered(&self, text: &str) -> String {
        let mut numbered = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(':') {
            numbered.push_str(before);
            if let Some(cast) = after.strip_prefix(':') {
                numbered.push_str("::");
                rest = cast;
                continue;
            }
            let end = after.find(|letter: char| !letter.is_ascii_lowercase() && letter != '_');
            let (name, after) = after.split_at(end.unwrap_or(after.len()));
            match self.names.iter().position(|known| *known == name) {
                Some(place) => numbered.push_str(&format!("${}", place.saturating_add(1))),
                // PostgreSQL refuses it.
                None => numbered.push_str(&format!(":{name}")),
            }
            rest = after;
        }
        numbered.push_str(rest);
        numbered
    }

    fn numbered_once<'t>(&self, text: &'t Text, write: impl FnOnce() -> String) -> &'t str {
        text.get_or_init(|| self.numbered(&write()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_numbers_and_casts_stay() {
        let values = Values::default().with("id", "a").with("of_id", 1_i64);
        let text = "SELECT :of_id::bigint, :id WHERE x = :id AND y = ':' AND :none";
        assert_eq!(
            values.numbered(text),
            "SELECT $2::bigint, $1 WHERE x = $1 AND y = ':' AND :none"
        );
        assert_eq!(values.assigned(), "id = :id, of_id = :of_id");
        assert_eq!((values.columns(), values.given()), ("id, of_id".into(), ":id, :of_id".into()));
    }

    #[test]
    fn what_postgresql_cannot_hold_is_replaced_and_no_value_is_shown() {
        let value = Value::from("a\0b");
        assert!(matches!(&value, Value::Text(Some(text)) if text == "a\u{FFFD}b"));
        assert_eq!(format!("{value:?}"), "text");
    }
}
