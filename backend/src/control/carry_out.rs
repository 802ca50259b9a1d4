//! A request about the store is carried out on its file: by the service, or by the command itself where none runs.

use std::path::Path;

use pse_store_sqlite::backup::backup;
use pse_store_sqlite::stats::stats;
use pse_store_sqlite::verify::verify;
use pse_store_tools::ToolError;

use super::request::{Answer, Request, Verified};

/// Carries out a request on a store's file; it takes its time.
#[must_use]
pub fn carry_out(store: &Path, request: &Request) -> Answer {
    let done = match request {
        Request::Stats {} => stats(store).map(Answer::Stats),
        Request::Backup { to, replace } => backup(store, to, *replace).map(Answer::Backup),
        Request::Verify {} => verified(store).map(Answer::Verify),
    };
    done.unwrap_or_else(|ToolError(why)| Answer::Error(why))
}

/// Checks a whole file.
///
/// # Errors
/// When the file cannot be read at all.
pub fn verified(file: &Path) -> Result<Verified, ToolError> {
    let found = verify(file)?;
    let is_older = found.is_older();
    Ok(Verified { file: file.to_owned(), findings: found.findings, is_older })
}
