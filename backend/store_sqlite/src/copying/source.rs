//! A store's file that everything is copied from.

use std::path::Path;

use async_trait::async_trait;
use pse_store_tools::ToolError;
use pse_store_tools::rows::{Rows, Source};

use super::in_sqlite::SqliteRows;
use super::references;
use crate::cannot_open::CannotOpen;
use crate::connections::to_write;
use crate::copy_mark;
use crate::lock::FileLock;
use crate::tool_error::{of_database, of_file};
use crate::verify::verify;

/// A store's file, which no service uses meanwhile.
#[derive(Debug)]
pub struct SqliteSource {
    rows: SqliteRows,
    _lock: FileLock,
}

impl SqliteSource {
    /// Opens a store's file, which must be whole: a copy would make damage lasting.
    ///
    /// # Errors
    /// When a service uses the file, or it is damaged or not of this program's version. It is as it was then.
    pub fn open(file: &Path) -> Result<Self, ToolError> {
        let path = file.canonicalize().map_err(|error| of_file("read", file, &error))?;
        let lock = locked(&path)?;
        let found = verify(&path)?;
        let shown = path.display();
        if let Some(first) = found.findings.first() {
            return Err(ToolError(format!("{shown} is damaged, and nothing was copied: {first}")));
        }
        if found.is_older() {
            return Err(ToolError(format!(
                "{shown} is of an older version: start and stop the service with this version first, which migrates it"
            )));
        }
        let failed = |error| of_database(&path, &error);
        let mut connection = to_write(&path).map_err(failed)?;
        references::complete(&mut connection).map_err(failed)?;
        Ok(Self { rows: SqliteRows { connection, path }, _lock: lock })
    }
}

#[async_trait(?Send)]
impl Source for SqliteSource {
    fn rows(&self) -> &dyn Rows {
        &self.rows
    }

    fn address(&self) -> String {
        address(self.rows.path())
    }

    async fn copied_to(&self) -> Result<Option<String>, ToolError> {
        copy_mark::read(&self.rows.connection).map_err(|error| self.rows.failed(&error))
    }

    async fn mark(&mut self, to: &str) -> Result<(), ToolError> {
        copy_mark::write(&self.rows.connection, to).map_err(|error| self.rows.failed(&error))
    }
}

/// Takes the mark of a copy away, so that a service goes on with the old file.
///
/// # Errors
/// When a service uses the file, or it was not copied.
pub fn undo(file: &Path) -> Result<(), ToolError> {
    let path = file.canonicalize().map_err(|error| of_file("read", file, &error))?;
    let _lock = locked(&path)?;
    let removed = to_write(&path).and_then(|connection| copy_mark::remove(&connection));
    match removed.map_err(|error| of_database(&path, &error))? {
        true => Ok(()),
        false => Err(ToolError(format!("{} was not copied to another store", path.display()))),
    }
}

/// The address of a file, as `store.url` would name it.
pub(super) fn address(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

/// Keeps services from a file.
pub(super) fn locked(file: &Path) -> Result<FileLock, ToolError> {
    FileLock::take(file).map_err(|reason| {
        let used = matches!(reason, CannotOpen::InUse(_));
        let stop = format!("a service uses {}: stop it first", file.display());
        ToolError(if used { stop } else { reason.to_string() })
    })
}
