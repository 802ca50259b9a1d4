//! The values of a row by the names of their columns: a statement's text and its arguments are made from one list, so
//! that a column stands in one place.

use std::sync::OnceLock;

use rusqlite::types::{ToSqlOutput, Value};
use rusqlite::{Connection, params_from_iter};

use super::failure::Failure;
use super::statements::run;

/// The text of a statement, written once, from the columns of its first use.
pub(super) type Text = OnceLock<String>;

/// The column values and other arguments of one statement, each under its name. They are bound in the order in which the
/// statement's text names them first.
#[derive(Default)]
pub(super) struct Values<'v> {
    names: Vec<&'static str>,
    arguments: Vec<ToSqlOutput<'v>>,
}

impl<'v> Values<'v> {
    /// Adds the value of a column.
    pub(super) fn with(mut self, column: &'static str, value: impl Into<ToSqlOutput<'v>>) -> Self {
        self.names.push(column);
        self.arguments.push(value.into());
        self
    }

    /// Adds the value of a column, or that it has none.
    pub(super) fn with_optional(
        self,
        column: &'static str,
        value: Option<impl Into<ToSqlOutput<'v>>>,
    ) -> Self {
        self.with(column, value.map_or(ToSqlOutput::Owned(Value::Null), Into::into))
    }

    /// Adds a row of these columns to a table.
    pub(super) fn insert(
        self,
        connection: &Connection,
        table: &'static str,
        text: &Text,
    ) -> Result<(), Failure> {
        let text = text.get_or_init(|| format!("INSERT INTO {table} {}", self.inserted()));
        self.execute(connection, text).map(|_| ())
    }

    /// Adds a row of these columns to a table, in the place of one of the same primary key.
    pub(super) fn replace(
        self,
        connection: &Connection,
        table: &'static str,
        text: &Text,
    ) -> Result<(), Failure> {
        let text =
            text.get_or_init(|| format!("INSERT OR REPLACE INTO {table} {}", self.inserted()));
        self.execute(connection, text).map(|_| ())
    }

    /// Writes the columns in the form of `UPDATE <table> SET`.
    pub(super) fn assigned(&self) -> String {
        let pairs: Vec<_> = self.names.iter().map(|name| format!("{name} = :{name}")).collect();
        pairs.join(", ")
    }

    /// Runs a statement whose text is made of literals and these columns alone; returns how many rows it changed.
    pub(super) fn execute(
        &self,
        connection: &Connection,
        statement: &str,
    ) -> Result<usize, Failure> {
        run(connection, statement, params_from_iter(&self.arguments))
    }

    /// Writes the columns in the form of `INSERT INTO <table>`.
    fn inserted(&self) -> String {
        format!("({}) VALUES (:{})", self.names.join(", "), self.names.join(", :"))
    }
}
