//! The values of a row by the names of their columns: a statement's text and its arguments are made from one list, so
//! that a column stands in one place.

use pse_core::ports::store::StoreError;
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteQueryResult};
use sqlx::{Arguments, AssertSqlSafe, Encode, SqliteExecutor, Type};

/// The column values and other arguments of one statement. The text made of them depends on the columns alone, so each
/// statement is prepared once per connection.
#[derive(Default)]
pub(super) struct Values {
    columns: Vec<(&'static str, String)>,
    arguments: SqliteArguments,
    unusable: bool,
}

impl Values {
    /// Adds the value of a column.
    pub(super) fn with<'t>(
        mut self,
        column: &'static str,
        value: impl Encode<'t, Sqlite> + Type<Sqlite>,
    ) -> Self {
        let placeholder = self.bind(value);
        self.columns.push((column, placeholder));
        self
    }

    /// Adds an argument that is not a column's value, and returns its placeholder.
    pub(super) fn bind<'t>(&mut self, value: impl Encode<'t, Sqlite> + Type<Sqlite>) -> String {
        self.unusable |= self.arguments.add(value).is_err();
        format!("?{}", self.arguments.len())
    }

    /// Writes the columns and placeholders in the form of `INSERT INTO <table>`.
    pub(super) fn inserted(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|(name, _)| *name).collect();
        let values: Vec<&str> = self.columns.iter().map(|(_, value)| value.as_str()).collect();
        format!("({}) VALUES ({})", names.join(", "), values.join(", "))
    }

    /// Writes the columns and placeholders in the form of `UPDATE <table> SET`.
    pub(super) fn assigned(&self) -> String {
        let pairs: Vec<String> =
            self.columns.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        pairs.join(", ")
    }

    /// Runs a statement, made of literals, [`Self::inserted`], [`Self::assigned`] and placeholders only.
    pub(super) async fn execute(
        self,
        statement: String,
        executor: impl SqliteExecutor<'_>,
    ) -> Result<SqliteQueryResult, sqlx::Error> {
        if self.unusable {
            return Err(sqlx::Error::Encode("a value cannot be written".into()));
        }
        sqlx::query_with(AssertSqlSafe(statement), self.arguments).execute(executor).await
    }

    /// Adds a row to a table.
    pub(super) async fn insert(
        self,
        table: &'static str,
        executor: impl SqliteExecutor<'_>,
    ) -> Result<(), StoreError> {
        let statement = format!("INSERT INTO {table} {}", self.inserted());
        self.execute(statement, executor).await.map_err(super::columns::failed)?;
        Ok(())
    }

    /// Adds a row to a table, in the place of one of the same primary key.
    pub(super) async fn replace(
        self,
        table: &'static str,
        executor: impl SqliteExecutor<'_>,
    ) -> Result<(), StoreError> {
        let statement = format!("INSERT OR REPLACE INTO {table} {}", self.inserted());
        self.execute(statement, executor).await.map_err(super::columns::failed)?;
        Ok(())
    }
}
