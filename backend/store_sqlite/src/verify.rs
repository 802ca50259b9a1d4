//! A whole check of a file that is not opened as a store: of a backup, or of one that a service uses. Nothing is changed.

use std::path::Path;

use pse_store_tools::ToolError;
use rusqlite::Connection;

use super::check::walk::Walker;
use super::check::{agreement, schema, structure};
use super::connections::to_inspect;
use super::failure::is_finding;
use super::header;
use super::lock::{FileLock, Note, note};
use super::migrations::{self, NEWEST};
use super::tool_error::{of_database, of_file};

/// After so many findings no more are looked for.
const MOST: usize = 100;

/// What a whole check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// The newest migration that the file has; `None` where it cannot be read.
    pub schema_version: Option<i64>,
    /// The newest migration that this program knows.
    pub known_version: i64,
    /// What is wrong, a sentence each; none when the file is whole.
    pub findings: Vec<String>,
}

impl Verification {
    /// Whether only an older program wrote the file, so that what rows mean can be checked after it has been migrated.
    #[must_use]
    pub fn is_older(&self) -> bool {
        self.schema_version.is_some_and(|version| version < self.known_version)
    }
}

/// Checks a whole file: its pages, indexes and rules by SQLite's own check, its schema, references, every row as this
/// program reads it, and that rows agree with each other.
///
/// # Errors
/// When the file cannot be read at all; that it is damaged is a finding.
pub fn verify(path: &Path) -> Result<Verification, ToolError> {
    let mut found =
        Verification { schema_version: None, known_version: NEWEST, findings: Vec::new() };
    if let Err(error) = path.metadata() {
        return Err(of_file("read", path, &error));
    }
    if let Err(reason) = header::look(path) {
        found.findings.push(reason.of(path).to_string());
        return Ok(found);
    }
    let connection = to_inspect(path).map_err(|error| of_database(path, &error))?;
    match look(&connection, &mut found) {
        Ok(()) => {}
        Err(error) if is_finding(&error) => found.findings.push(error.to_string()),
        Err(error) => return Err(of_database(path, &error)),
    }
    Ok(found)
}

/// Lets a file be opened again that a service found to be damaged, and that [`verify`] finds whole. Nothing happens to a file
/// that is in use, or of which there is nothing to take back.
///
/// # Errors
/// When that cannot be written.
pub fn trust_again(path: &Path) -> Result<bool, ToolError> {
    let path = path.canonicalize().map_err(|error| of_file("read", path, &error))?;
    if note(&path) != Some(Note::Damaged) {
        return Ok(false);
    }
    let Ok(mut lock) = FileLock::take(&path) else { return Ok(false) };
    lock.write(Note::Store).map_err(|error| of_file("write", &path, &error))?;
    Ok(true)
}

fn look(connection: &Connection, found: &mut Verification) -> rusqlite::Result<()> {
    let mut never = || true;
    let mut walker = Walker { findings: Vec::new(), most: MOST, pause: &mut never };
    let version = walker.take("the schema", migrations::version(connection))?;
    found.schema_version = version.map(|version| version.newest);
    let Some(version) = version else {
        found.findings = walker.findings;
        return Ok(());
    };
    if let Some(later) = version.closed_by {
        found.findings.push(format!(
            "its schema is version {later}, newer than this program knows ({}): verify it with the program that wrote it",
            found.known_version
        ));
        return Ok(());
    }
    for done in [schema::differences(connection), structure::check_all(connection)] {
        if let Some(findings) = walker.take("the file", done)? {
            walker.findings.extend(findings);
        }
    }
    if !found.is_older() {
        walker.rows(connection)?;
    }
    // How rows agree in another program's schema is not known here.
    let agreed = if found.is_older() || version.is_of_a_later_program() {
        agreement::references(connection)
    } else {
        agreement::disagreements(connection)
    };
    if let Some(findings) = walker.take("the file", agreed)? {
        walker.findings.extend(findings);
    }
    found.findings = walker.findings;
    found.findings.truncate(MOST);
    Ok(())
}
