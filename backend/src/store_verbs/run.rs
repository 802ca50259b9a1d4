//! Each verb is carried out, and ends in what the program prints and its exit status: 0 done, 1 refused or found.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use pse_store_sqlite::ToolError;
use pse_store_sqlite::copying::copy::{copy, undo};
use pse_store_sqlite::restore::restore;
use pse_store_sqlite::verify::trust_again;

use super::command::{Output, StoreCommand};
use super::show;
use crate::config::{self, Config, StoreUrl};
use crate::control::ask::ask;
use crate::control::carry_out::verified;
use crate::control::request::{Answer, Request, Verified};

/// The variable that names the store.
const STORE_URL: &str = "PSE__STORE__URL";

/// What the program prints, and whether it is what was wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// For standard output.
    pub output: String,
    /// For standard error.
    pub errors: String,
    /// Whether the exit status is 0.
    pub is_success: bool,
}

/// Carries out a verb with the store of a configuration.
#[must_use]
pub fn run(file: Option<&Path>, command: &StoreCommand) -> Ending {
    done(file, command).unwrap_or_else(|ToolError(why)| refused(&why))
}

fn done(file: Option<&Path>, command: &StoreCommand) -> Result<Ending, ToolError> {
    match command {
        StoreCommand::Stats { output } => stats(&store(file)?, *output),
        StoreCommand::Backup { file: to, force } => {
            let to = std::path::absolute(to)
                .map_err(|error| ToolError(format!("{}: {error}", to.display())))?;
            Ok(told(ask(&store(file)?, &Request::Backup { to, replace: *force })))
        }
        StoreCommand::Restore { file: backup, force } => {
            let store = store(file)?;
            let kept = restore(backup, &store, *force)?;
            Ok(success(show::restored(backup, &store, &kept)))
        }
        StoreCommand::Copy { to: Some(to), .. } => {
            let (from, to) = (store(file)?, other_store(file, to)?);
            Ok(success(show::copied(&from, &to, &copy(&from, &to)?)))
        }
        StoreCommand::Copy { to: None, .. } => {
            let from = store(file)?;
            undo(&from)?;
            Ok(success(format!("{} is to be used again\n", from.display())))
        }
        StoreCommand::Verify { file: Some(backup) } => Ok(found(&verified(backup)?)),
        StoreCommand::Verify { file: None } => {
            let store = store(file)?;
            let ending = told(ask(&store, &Request::Verify {}));
            if ending.is_success {
                trust_again(&store)?;
            }
            Ok(ending)
        }
    }
}

/// The file of the configured store.
fn store(file: Option<&Path>) -> Result<PathBuf, ToolError> {
    store_of(file, config::process_environment())
}

/// The file of a store of another address, read as the configuration would read it.
fn other_store(file: Option<&Path>, url: &str) -> Result<PathBuf, ToolError> {
    let mut environment = config::process_environment();
    environment.retain(|(name, _)| name != STORE_URL);
    environment.push((STORE_URL.to_owned(), url.to_owned()));
    store_of(file, environment)
}

/// What the commands cannot do yet.
const NO_FILE: &str = "these commands are for an SQLite file; a PostgreSQL database is copied, backed up and restored by its own \
     tools (pg_dump, pg_restore, pg_basebackup)";

fn store_of(file: Option<&Path>, environment: Vec<(String, String)>) -> Result<PathBuf, ToolError> {
    let config = Config::load(file, environment).map_err(|errors| ToolError(errors.to_string()))?;
    match &config.store.url {
        StoreUrl::Sqlite(path) => Ok(path.clone()),
        StoreUrl::Postgres(_) => Err(ToolError(NO_FILE.to_owned())),
    }
}

fn stats(store: &Path, output: Output) -> Result<Ending, ToolError> {
    let answer = ask(store, &Request::Stats {});
    match (answer, output) {
        (Answer::Stats(stats), Output::Json) => match serde_json::to_string_pretty(&stats) {
            Ok(json) => Ok(success(format!("{json}\n"))),
            Err(error) => Err(ToolError(error.to_string())),
        },
        (answer, Output::Table | Output::Json) => Ok(told(answer)),
    }
}

/// An answer as it is printed.
fn told(answer: Answer) -> Ending {
    match answer {
        Answer::Stats(stats) => success(show::stats(&stats)),
        Answer::Backup(made) => {
            success(format!("{} ({} bytes)\n", made.file.display(), made.bytes))
        }
        Answer::Verify(verified) => found(&verified),
        Answer::Error(why) => refused(&why),
    }
}

fn found(verified: &Verified) -> Ending {
    let mut output = String::new();
    for finding in &verified.findings {
        // Writing into a text cannot fail.
        let _ = writeln!(output, "{finding}");
    }
    let file = verified.file.display();
    if !verified.findings.is_empty() {
        let errors = format!("{file}: {} found\n", verified.findings.len());
        return Ending { output, errors, is_success: false };
    }
    let older = if verified.is_older {
        "; an older version of this program wrote it, so what its rows mean is checked once it has been started with this one"
    } else {
        ""
    };
    success(format!("{file} is whole{older}\n"))
}

const fn success(output: String) -> Ending {
    Ending { output, errors: String::new(), is_success: true }
}

fn refused(why: &str) -> Ending {
    Ending { output: String::new(), errors: format!("{}\n", why.trim_end()), is_success: false }
}
