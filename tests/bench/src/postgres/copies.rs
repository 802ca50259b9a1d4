//! Copies of rows in one statement: whatever the table is, they are rows as the store would have written them.

use super::Database;
use crate::failure::Failure;

/// Copies of the rows of a table.
pub(crate) struct Copies<'a> {
    pub(crate) table: &'a str,
    /// Condition: which rows, of the table as `one`.
    pub(crate) of: &'a str,
    /// The columns that are not as in the row that is copied: an expression of it and of the copy's `place`.
    pub(crate) changed: &'a [(&'a str, &'a str)],
    /// The first place and the last.
    pub(crate) places: (u32, u32),
}

impl Copies<'_> {
    /// Writes the statement. Columns that the database numbers by itself are left to it.
    pub(crate) async fn statement(&self, database: &Database) -> Result<String, Failure> {
        let Self { table, of, changed, places: (first, last) } = self;
        let names = database
            .run(&format!(
                "SELECT column_name FROM information_schema.columns
                 WHERE table_schema = current_schema() AND table_name = '{table}' AND is_identity = 'NO'
                 ORDER BY ordinal_position"
            ))
            .await?;
        let names: Vec<&str> = names.lines().collect();
        let missing = changed.iter().find(|(name, _)| !names.contains(name));
        if let Some((name, _)) = missing {
            return Err(format!("the table {table} has no column {name}").into());
        }
        let values: Vec<String> = names
            .iter()
            .map(|name| {
                let changed = changed.iter().find(|(column, _)| column == name);
                changed.map_or_else(|| format!("one.{name}"), |(_, value)| (*value).to_owned())
            })
            .collect();
        Ok(format!(
            "INSERT INTO {table} ({}) SELECT {} FROM {table} AS one, generate_series({first}, {last}) AS place WHERE {of};\n",
            names.join(", "),
            values.join(", ")
        ))
    }
}
