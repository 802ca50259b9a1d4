//! The verbs with an SQLite file: the service does the work that has the file, or the command where none runs.

use std::path::Path;

use pse_store_sqlite::restore::restore;
use pse_store_sqlite::verify::trust_again;
use pse_store_tools::ToolError;

use super::command::Output;
use super::ending::{Ending, found, json, refused, success};
use super::show;
use crate::control::ask::ask;
use crate::control::request::{Answer, Request, Verified};

/// Says what the store has.
///
/// # Errors
/// Why it cannot be told.
pub fn stats(store: &Path, output: Output) -> Result<Ending, ToolError> {
    match (ask(store, &Request::Stats {}), output) {
        (Answer::Stats(stats), Output::Json) => json(&stats),
        (answer, Output::Table | Output::Json) => Ok(told(answer)),
    }
}

/// Copies the store to a file.
///
/// # Errors
/// Why it was not done.
pub fn backup(store: &Path, to: &Path, replace: bool) -> Result<Ending, ToolError> {
    let to =
        std::path::absolute(to).map_err(|error| ToolError(format!("{}: {error}", to.display())))?;
    Ok(told(ask(store, &Request::Backup { to, replace })))
}

/// Puts a backup in the store's place.
///
/// # Errors
/// Why it was not done.
pub fn put_back(backup: &Path, store: &Path, force: bool) -> Result<Ending, ToolError> {
    let kept = restore(backup, store, force)?;
    Ok(success(show::restored(backup, store, &kept)))
}

/// Checks the store.
///
/// # Errors
/// When a store that is whole again cannot be trusted again.
pub fn verify(store: &Path) -> Result<Ending, ToolError> {
    let ending = told(ask(store, &Request::Verify {}));
    if ending.is_success {
        trust_again(store)?;
    }
    Ok(ending)
}

/// What a check of a file found.
#[must_use]
pub fn looked_at(verified: &Verified) -> Ending {
    let older = if verified.is_older {
        "; an older version of this program wrote it, so what its rows mean is checked once it has been started with this one"
    } else {
        ""
    };
    found(verified.file.display(), &verified.findings, older)
}

/// An answer as it is printed.
fn told(answer: Answer) -> Ending {
    match answer {
        Answer::Stats(stats) => success(show::file_stats(&stats)),
        Answer::Backup(made) => success(show::backup(&made)),
        Answer::Verify(verified) => looked_at(&verified),
        Answer::Error(why) => refused(&why),
    }
}
