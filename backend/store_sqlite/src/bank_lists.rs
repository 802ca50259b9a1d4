//! The bank list of each site.

use pse_core::model::SiteName;
use pse_core::ports::store::StoredBankList;
use rusqlite::{Connection, Row, named_params};

use super::columns::{Columns, json, micros};
use super::failure::Failure;
use super::statements::first;
use super::values::{Text, Values};

/// Reads a site's stored bank list.
pub(super) fn of_site(
    connection: &Connection,
    site: &SiteName,
) -> Result<Option<StoredBankList>, Failure> {
    first(
        connection,
        "SELECT provider, banks, as_of FROM bank_lists WHERE site = :site",
        named_params! { ":site": site.as_str() },
        list,
    )
}

/// Reads a row of the table `bank_lists`.
pub(super) fn list(row: &Row<'_>) -> Result<StoredBankList, Failure> {
    let columns = Columns::of(row);
    Ok(StoredBankList {
        provider: columns.provider()?,
        banks: columns.json("banks")?,
        as_of: columns.time("as_of")?,
    })
}

/// Stores a site's bank list in place of the last one.
pub(super) fn save(
    connection: &Connection,
    site: &SiteName,
    list: &StoredBankList,
) -> Result<(), Failure> {
    static REPLACE: Text = Text::new();
    Values::default()
        .with("site", site.as_str())
        .with("provider", list.provider.as_str())
        .with("banks", json(&list.banks)?)
        .with("as_of", micros(list.as_of))
        .replace(connection, "bank_lists", &REPLACE)
}
