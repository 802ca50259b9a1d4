//! The bank list of each site.

use pse_core::model::SiteName;
use pse_core::ports::store::{StoreError, StoredBankList};
use sqlx::SqliteExecutor;

use super::columns::{Columns, failed, json, micros};
use super::values::Values;

/// Reads a site's stored bank list.
pub(super) async fn of_site(
    executor: impl SqliteExecutor<'_>,
    site: &SiteName,
) -> Result<Option<StoredBankList>, StoreError> {
    let row = sqlx::query("SELECT provider, banks, as_of FROM bank_lists WHERE site = ?1")
        .bind(site.as_str())
        .fetch_optional(executor)
        .await
        .map_err(failed)?;
    row.map(|row| {
        let columns = Columns(&row);
        Ok(StoredBankList {
            provider: columns.provider()?,
            banks: columns.json("banks")?,
            as_of: columns.time("as_of")?,
        })
    })
    .transpose()
}

/// Stores a site's bank list in place of the last one.
pub(super) async fn save(
    executor: impl SqliteExecutor<'_>,
    site: &SiteName,
    list: &StoredBankList,
) -> Result<(), StoreError> {
    Values::default()
        .with("site", site.as_str())
        .with("provider", list.provider.as_str())
        .with("banks", json(&list.banks)?)
        .with("as_of", micros(list.as_of))
        .replace("bank_lists", executor)
        .await
}
