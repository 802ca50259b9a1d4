//! A backup of another kind of store, as a file of ours.

use std::path::Path;

use async_trait::async_trait;
use pse_store_tools::ToolError;
use pse_store_tools::rows::{Rows, Target};

use super::in_sqlite::SqliteRows;
use super::source::address;
use super::target::whole;
use crate::backup::{BackupMade, may_be_written, to_copy};
use crate::migrations::{MIGRATIONS, migrate};
use crate::part_file::PartFile;
use crate::tool_error::{of_database, of_file};

/// A backup that is being made: its owner's alone, and without its name until all of it is on the disk.
#[derive(Debug)]
pub struct BackupFile {
    rows: SqliteRows,
    part: PartFile,
    replace: bool,
}

impl BackupFile {
    /// Begins a backup.
    ///
    /// # Errors
    /// When something is there already and `replace` is not wanted, or it cannot be written.
    pub fn begin(to: &Path, replace: bool) -> Result<Self, ToolError> {
        may_be_written(to, replace)?;
        let part = PartFile::make(to, None).map_err(|error| of_file("write", to, &error))?;
        let path = part.path().to_owned();
        let mut connection = to_copy(&path).map_err(|error| of_database(&path, &error))?;
        migrate(&mut connection, &MIGRATIONS)
            .map_err(|error| ToolError(format!("{}: {error}", path.display())))?;
        Ok(Self { rows: SqliteRows { connection, path }, part, replace })
    }

    /// Gives the backup its name.
    ///
    /// # Errors
    /// When it cannot be written; nothing is left behind then.
    pub fn finish(self, to: &Path) -> Result<BackupMade, ToolError> {
        let Self { rows, part, replace } = self;
        rows.connection.close().map_err(|(_, error)| of_database(&rows.path, &error))?;
        let bytes = part.path().metadata().map_or(0, |made| made.len());
        part.finish(replace).map_err(|error| of_file("write", to, &error))?;
        Ok(BackupMade { file: to.to_owned(), bytes })
    }
}

#[async_trait(?Send)]
impl Target for BackupFile {
    fn rows(&mut self) -> &mut dyn Rows {
        &mut self.rows
    }

    fn address(&self) -> String {
        address(self.rows.path())
    }

    async fn begin(&mut self, _from: &str) -> Result<(), ToolError> {
        Ok(())
    }

    async fn complete(&mut self) -> Result<(), ToolError> {
        whole(self.rows.path())
    }

    async fn release(&mut self) -> Result<(), ToolError> {
        Ok(())
    }
}
