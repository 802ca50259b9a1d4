//! Whether the file is known to be damaged. From the first finding on nothing is written to it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::watch;

use super::failure::Failure;
use super::lock::note_damage;

/// What to do about a damaged file, for an operator.
pub(super) const MEND: &str = "see how much of it is damaged with `pse-backend store verify`, then stop the service and \
     put a backup in the file's place with `pse-backend store restore <backup>`";

/// Knows whether a database file was found to be damaged, and tells whoever waits for that. Clones share what they know.
#[derive(Debug, Clone)]
pub(super) struct Health {
    path: Arc<PathBuf>,
    found: Arc<watch::Sender<Option<Arc<str>>>>,
    /// How many whole checks have ended without a finding.
    checks: Arc<watch::Sender<u32>>,
}

impl Health {
    /// Nothing has been found yet.
    pub(super) fn new(path: &Path) -> Self {
        Self { path: Arc::new(path.to_owned()), found: Arc::default(), checks: Arc::default() }
    }

    /// Takes a finding down; the first one stays.
    pub(super) fn found(&self, finding: &str) {
        let sentence = format!("{}: {finding}; {MEND}", self.path.display());
        let is_first = self.found.send_if_modified(|found| {
            let is_first = found.is_none();
            if is_first {
                *found = Some(sentence.into());
            }
            is_first
        });
        if is_first && let Err(error) = note_damage(&self.path) {
            tracing::warn!(%error, "That the store is damaged cannot be noted for the next start.");
        }
    }

    /// Takes down that SQLite met damage, where that is why something failed.
    pub(super) fn notice(&self, failure: &Failure) {
        if failure.is_damage() && self.check().is_ok() {
            self.found(&failure.to_string());
        }
    }

    /// Takes down that the whole file was checked and nothing found.
    pub(super) fn whole(&self) {
        self.checks.send_modify(|checks| *checks = checks.saturating_add(1));
    }

    /// Waits until a whole check has ended without a finding.
    #[cfg(test)]
    pub(super) async fn checked(&self) {
        self.checks.subscribe().wait_for(|checks| *checks > 0).await.unwrap();
    }

    /// Fails when something has been found.
    pub(super) fn check(&self) -> Result<(), Failure> {
        match &*self.found.borrow() {
            Some(finding) => Err(Failure::Damaged(finding.to_string())),
            None => Ok(()),
        }
    }

    /// Waits until something is found.
    pub(super) async fn damage(&self) -> String {
        let mut found = self.found.subscribe();
        match found.wait_for(Option::is_some).await.map(|found| found.as_deref().map(str::to_owned))
        {
            Ok(Some(finding)) => finding,
            // The sender lives as long as this.
            Ok(None) | Err(_) => std::future::pending().await,
        }
    }
}
