//! The walk through a whole file: page by page of each table, with a pause after each step.

use rusqlite::Connection;

use super::records::{HistoryPlace, RECORDS, Records, Walk, history_page};
use super::structure;
use crate::failure::is_finding;

/// What is found on a walk, and when the walk ends early.
pub(crate) struct Walker<'w> {
    /// What has been found so far.
    pub(crate) findings: Vec<String>,
    /// The walk ends when so much has been found.
    pub(crate) most: usize,
    /// Pauses after each step; `false` ends the walk.
    pub(crate) pause: &'w mut dyn FnMut() -> bool,
}

impl Walker<'_> {
    /// Checks every table with its indexes by SQLite's own check, each in one reading.
    ///
    /// # Errors
    /// When SQLite fails otherwise than by finding damage.
    pub(crate) fn tables(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let tables = self.take("the schema", structure::tables(connection))?;
        for table in tables.into_iter().flatten() {
            if !self.goes_on() {
                break;
            }
            let checked = structure::check_table(connection, &table);
            if let Some(findings) = self.take(&table, checked)? {
                self.findings.extend(findings.into_iter().map(|it| format!("{table}: {it}")));
            }
        }
        Ok(())
    }

    /// Reads every row as this program's types.
    ///
    /// # Errors
    /// When SQLite fails otherwise than by finding damage.
    pub(crate) fn rows(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        for records in &RECORDS {
            self.rows_of(connection, records)?;
        }
        self.history(connection)
    }

    fn rows_of(&mut self, connection: &Connection, records: &Records) -> rusqlite::Result<()> {
        let mut after = i64::MIN;
        while self.goes_on() {
            let page = records.page(connection, after, &mut self.findings);
            match self.take(records.table, page)? {
                Some(Walk::After(row)) => after = row,
                Some(Walk::Done) | None => break,
            }
        }
        Ok(())
    }

    fn history(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let mut after: HistoryPlace = (String::new(), i64::MIN);
        while self.goes_on() {
            let page = history_page(connection, &after, &mut self.findings);
            match self.take("payment_history", page)? {
                Some(Some(place)) => after = place,
                Some(None) | None => break,
            }
        }
        Ok(())
    }

    /// Whether there is to be another step, after a pause.
    fn goes_on(&mut self) -> bool {
        self.findings.len() < self.most && (self.pause)()
    }

    /// Takes down damage that SQLite met as a finding, after which there is nothing more to read there.
    pub(crate) fn take<T>(
        &mut self,
        what: &str,
        done: rusqlite::Result<T>,
    ) -> rusqlite::Result<Option<T>> {
        match done {
            Ok(done) => Ok(Some(done)),
            Err(error) if is_finding(&error) => {
                self.findings.push(format!("{what}: {error}"));
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}
