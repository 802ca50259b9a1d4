//! A file that everything is copied to, and that becomes a store.

use std::path::Path;

use async_trait::async_trait;
use pse_store_tools::ToolError;
use pse_store_tools::rows::{Rows, TABLES, Target};

use super::in_sqlite::SqliteRows;
use super::source::{address, locked};
use crate::cannot_open::CannotOpen;
use crate::connections::to_write;
use crate::header;
use crate::lock::{FileLock, Note, note, private};
use crate::migrations::{MIGRATIONS, migrate};
use crate::tool_error::{of_database, of_file};
use crate::verify::verify;

/// A file that becomes a store; no service opens it before it is whole.
#[derive(Debug)]
pub struct SqliteTarget {
    rows: SqliteRows,
    lock: FileLock,
}

impl SqliteTarget {
    /// Opens the file, and makes it where it is not there yet.
    ///
    /// # Errors
    /// When a service uses the file, or it is something else.
    pub fn open(file: &Path) -> Result<Self, ToolError> {
        let refused = |reason: CannotOpen| ToolError(reason.of(file).to_string());
        private().open(file).map_err(|error| of_file("write", file, &error))?;
        let path = file.canonicalize().map_err(|error| of_file("write", file, &error))?;
        let mut lock = locked(&path)?;
        header::look(&path).map_err(refused)?;
        let is_new = path.metadata().is_ok_and(|file| file.len() == 0);
        if is_new {
            // Before it can be taken for a store that is empty.
            lock.write(Note::Copying).map_err(|error| of_file("write", &path, &error))?;
        }
        let mut connection = to_write(&path).map_err(|error| of_database(&path, &error))?;
        migrate(&mut connection, &MIGRATIONS)
            .map_err(|error| refused(CannotOpen::Migration(error)))?;
        Ok(Self { rows: SqliteRows { connection, path }, lock })
    }

    fn write(&mut self, note: Note) -> Result<(), ToolError> {
        self.lock.write(note).map_err(|error| of_file("write", self.rows.path(), &error))
    }
}

#[async_trait(?Send)]
impl Target for SqliteTarget {
    fn rows(&mut self) -> &mut dyn Rows {
        &mut self.rows
    }

    fn address(&self) -> String {
        address(self.rows.path())
    }

    async fn begin(&mut self, _from: &str) -> Result<(), ToolError> {
        if note(self.rows.path()) == Some(Note::Copying) {
            return Ok(());
        }
        for table in &TABLES {
            if self.rows.last(table).await?.is_some() {
                return Err(ToolError(format!(
                    "{} has rows of its own (in {}): name a file that is not there yet",
                    self.rows.path().display(),
                    table.name
                )));
            }
        }
        self.write(Note::Copying)
    }

    async fn complete(&mut self) -> Result<(), ToolError> {
        whole(self.rows.path())
    }

    async fn release(&mut self) -> Result<(), ToolError> {
        self.write(Note::Store)
    }
}

/// Refuses a file that is not a whole store after all was added.
pub(super) fn whole(path: &Path) -> Result<(), ToolError> {
    match verify(path)?.findings.first() {
        None => Ok(()),
        Some(first) => Err(ToolError(format!(
            "the copy {} is not whole: {first}; remove it, and copy to a file that is not there yet",
            path.display()
        ))),
    }
}
