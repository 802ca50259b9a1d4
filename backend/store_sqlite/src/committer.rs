//! The connection that writes: runs jobs in one transaction, commits once, and only then answers them.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::connections::to_write;
use super::failure::Failure;
use super::health::Health;
use super::job::{Job, NOTHING_WRITTEN};
use super::statements::run;
use pse_core::ports::store::StoreError;

/// Jobs that share a commit.
pub(super) type Batch = Vec<Box<dyn Job>>;

/// The one connection that writes.
#[derive(Debug)]
pub(super) struct Committer {
    /// None after a failure, until it is opened anew.
    connection: Option<Connection>,
    path: PathBuf,
    health: Health,
}

impl Committer {
    pub(super) fn new(connection: Connection, path: &Path, health: Health) -> Self {
        Self { connection: Some(connection), path: path.to_owned(), health }
    }

    /// Lets the connection go without a word, and with it what it has not committed.
    pub(super) fn let_go(&mut self) {
        self.connection = None;
    }

    /// Closes the connection.
    pub(super) fn close(&mut self) {
        if let Some(connection) = self.connection.take()
            && let Err((_, error)) = connection.close()
        {
            tracing::warn!(%error, "The store's connection did not close well.");
        }
    }

    /// Runs jobs, commits them and answers each.
    pub(super) fn commit(&mut self, mut batch: Batch) {
        let done = self.health.check().and_then(|()| self.together(&mut batch));
        match done {
            Ok(true) => answer(batch, None),
            // It is its own failure.
            Ok(false) if batch.len() == 1 => {
                answer(batch, Some(&StoreError::Failed(NOTHING_WRITTEN.to_owned())));
            }
            // Seldom, as what fails does so before it writes: each has a commit of its own, and one fails.
            Ok(false) => batch.into_iter().for_each(|job| self.commit(vec![job])),
            Err(failure) => {
                // What is left of the transaction goes with the connection.
                self.let_go();
                self.health.notice(&failure);
                let why = self.health.check().err().unwrap_or(failure);
                answer(batch, Some(&why.into()));
            }
        }
    }

    /// Runs jobs and commits them at once. When one fails after it wrote something, all are rolled back: `false`.
    fn together(&mut self, batch: &mut [Box<dyn Job>]) -> Result<bool, Failure> {
        if batch.is_empty() {
            return Ok(true);
        }
        let connection = match &mut self.connection {
            Some(connection) => connection,
            None => self.connection.insert(to_write(&self.path)?),
        };
        run(connection, "BEGIN IMMEDIATE", [])?;
        for job in batch {
            let before = connection.total_changes();
            let kept = job.run(connection, &self.health);
            if connection.is_autocommit() {
                // SQLite itself has rolled everything back, as it does when the disk is full.
                return Ok(false);
            }
            if !kept && connection.total_changes() != before {
                run(connection, "ROLLBACK", [])?;
                return Ok(false);
            }
        }
        run(connection, "COMMIT", [])?;
        Ok(true)
    }
}

fn answer(batch: Batch, failure: Option<&StoreError>) {
    for job in batch {
        job.answer(failure.cloned());
    }
}
