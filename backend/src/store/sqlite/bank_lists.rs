//! The bank list of each site.

use sqlx::SqliteExecutor;

use super::columns::{Columns, failed, json, micros};
use crate::config::SiteName;
use crate::store::{BankListRow, StoreError};

/// A site's bank list.
pub(super) async fn of_site(
    executor: impl SqliteExecutor<'_>,
    site: &SiteName,
) -> Result<Option<BankListRow>, StoreError> {
    let row = sqlx::query("SELECT banks, as_of FROM bank_lists WHERE site = ?1")
        .bind(site.as_str())
        .fetch_optional(executor)
        .await
        .map_err(failed)?;
    row.map(|row| {
        let columns = Columns(&row);
        Ok(BankListRow { banks: columns.json("banks")?, as_of: columns.time("as_of")? })
    })
    .transpose()
}

/// Keeps a site's bank list instead of the last one.
pub(super) async fn save(
    executor: impl SqliteExecutor<'_>,
    site: &SiteName,
    list: &BankListRow,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO bank_lists (site, banks, as_of) VALUES (?1, ?2, ?3)
         ON CONFLICT (site) DO UPDATE SET banks = excluded.banks, as_of = excluded.as_of",
    )
    .bind(site.as_str())
    .bind(json(&list.banks)?)
    .bind(micros(list.as_of))
    .execute(executor)
    .await
    .map_err(failed)?;
    Ok(())
}
