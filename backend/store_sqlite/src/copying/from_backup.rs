//! A backup whose rows are put into another kind of store.

use std::path::Path;

use pse_store_tools::ToolError;
use pse_store_tools::rows::Rows;

use super::in_sqlite::SqliteRows;
use super::references;
use crate::backup::{copy_pages, to_copy};
use crate::beside::beside;
use crate::migrations::{MIGRATIONS, migrate};
use crate::part_file::PartFile;
use crate::tool_error::{of_database, of_file};
use crate::verify::verify;

/// A backup, opened by a copy of it: the backup itself is never changed, and may be of an older version.
#[derive(Debug)]
pub struct OpenedBackup {
    rows: SqliteRows,
    /// Removed with this.
    _part: PartFile,
}

impl OpenedBackup {
    /// Verifies a backup and opens it; a copy of it lies beside it meanwhile.
    ///
    /// # Errors
    /// When the backup is damaged, or its copy cannot be written.
    pub fn open(backup: &Path) -> Result<Self, ToolError> {
        refuse_damage(backup, backup)?;
        let part = PartFile::make(&beside(backup, ".restoring"), Some(backup))
            .map_err(|error| of_file("write", &beside(backup, ".restoring"), &error))?;
        copy_pages(backup, &part)?;
        let path = part.path().to_owned();
        let failed = |error| of_database(&path, &error);
        let mut connection = to_copy(&path).map_err(failed)?;
        migrate(&mut connection, &MIGRATIONS)
            .map_err(|error| ToolError(format!("{}: {error}", backup.display())))?;
        references::complete(&mut connection).map_err(failed)?;
        refuse_damage(&path, backup)?;
        Ok(Self { rows: SqliteRows { connection, path }, _part: part })
    }

    /// Its rows.
    #[must_use]
    pub fn rows(&self) -> &dyn Rows {
        &self.rows
    }
}

fn refuse_damage(file: &Path, backup: &Path) -> Result<(), ToolError> {
    let found = verify(file)?;
    let Some(first) = found.findings.first() else { return Ok(()) };
    Err(ToolError(format!(
        "{} is damaged, and nothing was changed; {} found, first: {first}",
        backup.display(),
        found.findings.len()
    )))
}
