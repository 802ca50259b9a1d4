//! A whole check of a database, also while services use it. Each question is a statement of its own, so that none keeps the
//! server from clearing away old rows for long. Nothing is changed.

use pse_core::ports::store::StoreError;
use pse_store_tools::ToolError;

use super::check::{agreement, records, schema};
use super::place::Place;
use crate::failure::Failure;
use crate::migrations::{self, MIGRATIONS, MigrateError};
use crate::pool::Client;

/// After so many findings no more are told.
const MOST: usize = 100;

/// What a whole check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// The address of the database, without a password.
    pub database: String,
    /// What is wrong, a sentence each; none when the store is whole.
    pub findings: Vec<String>,
}

/// Checks a whole database: its schema, references, every row as this program reads it, and that rows agree with each other.
///
/// # Errors
/// When the database cannot be read, or has no store of this program's version; that it is damaged is a finding.
pub async fn verify(place: &Place) -> Result<Verification, ToolError> {
    let client = place.connect().await?;
    let mut found = Verification { database: place.address(), findings: Vec::new() };
    let failed = |failure: Failure| place.failed(&failure);
    if migrations::has_table(&client).await.map_err(failed)? {
        match migrations::missing(&client, &MIGRATIONS).await {
            Err(MigrateError::Execute(failure)) => return Err(failed(failure)),
            Err(edited) => {
                found.findings.push(edited.to_string());
                return Ok(found);
            }
            Ok(_) => {}
        }
    }
    place.check_current(&client).await?;
    look(&client, &mut found.findings).await.map_err(failed)?;
    found.findings.truncate(MOST);
    Ok(found)
}

async fn look(client: &Client, findings: &mut Vec<String>) -> Result<(), Failure> {
    findings.extend(schema::differences(client).await?);
    // Without its tables and columns there is nothing to ask.
    if !findings.is_empty() {
        return Ok(());
    }
    for checked in [agreement::references(client).await, records::unreadable(client).await] {
        take(checked, findings)?;
    }
    take(agreement::disagreements(client).await, findings)
}

/// Takes down damage that the server met as a finding.
fn take(checked: Result<Vec<String>, Failure>, findings: &mut Vec<String>) -> Result<(), Failure> {
    match checked {
        Ok(found) => findings.extend(found),
        Err(failure) if is_damage(&failure) => {
            findings.push(StoreError::from(failure).to_string());
        }
        Err(failure) => return Err(failure),
    }
    Ok(())
}

/// Whether the server found its own files damaged (class XX).
fn is_damage(failure: &Failure) -> bool {
    matches!(failure, Failure::Failed(why) if why.contains("(XX"))
}
