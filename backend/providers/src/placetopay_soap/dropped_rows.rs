//! What was left out of bank lists: counted for the metrics, and told to the operator once.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use pse_core::model::SiteName;

use super::bank_rows::DroppedRows;

/// Counts the rows that were left out of the bank lists of a provider's sites.
#[derive(Debug, Default)]
pub struct DroppedCounter {
    total: AtomicU64,
    /// What was left out of each site's last list.
    last: Mutex<BTreeMap<SiteName, DroppedRows>>,
}

impl DroppedCounter {
    /// Takes in what was left out of a site's list. Returns whether the operator is to be told: something is missing,
    /// and it is not what was missing last time.
    pub fn record(&self, site: &SiteName, dropped: DroppedRows) -> bool {
        let count = u64::try_from(dropped.total()).unwrap_or(u64::MAX);
        self.total.fetch_add(count, Ordering::Relaxed);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let before = last.insert(site.clone(), dropped).unwrap_or_default();
        count > 0 && before != dropped
    }

    /// How many rows were left out since the start.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_told_once_for_each_site_and_again_when_it_changes() {
        let counter = DroppedCounter::default();
        let site = |name: &str| name.parse::<SiteName>().unwrap();
        let missing = |without_code| DroppedRows { without_code, ..DroppedRows::default() };
        for (name, count, told) in [
            ("a", 0, false),
            ("a", 2, true),
            ("a", 2, false),
            ("b", 2, true),
            ("a", 1, true),
            ("a", 0, false),
            ("a", 1, true),
        ] {
            assert_eq!(counter.record(&site(name), missing(count)), told, "{name} {count}");
        }
        assert_eq!(counter.total(), 8);
    }
}
