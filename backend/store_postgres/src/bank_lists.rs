//! The bank list of each site, as its provider last gave it, and the lease to ask for the next one.

use jiff::Timestamp;
use pse_core::model::SiteName;
use pse_core::ports::store::StoredBankList;
use tokio_postgres::Row;

use super::columns::{Columns, json, micros};
use super::failure::Failure;
use super::pool::Client;
use super::processes::{Process, is_gone};
use super::values::{Text, Values};

/// Reads a site's stored bank list.
pub(crate) async fn of_site(
    client: &Client,
    site: &SiteName,
) -> Result<Option<StoredBankList>, Failure> {
    static TEXT: Text = Text::new();
    let write = || "SELECT provider, banks, as_of FROM bank_lists WHERE site = :site".to_owned();
    let row = Values::default().with("site", site.as_str()).first(client, &TEXT, write).await?;
    row.as_ref().map(list).transpose()
}

/// Reads a row of the table `bank_lists`.
pub(crate) fn list(row: &Row) -> Result<StoredBankList, Failure> {
    let columns = Columns::of(row);
    Ok(StoredBankList {
        provider: columns.provider()?,
        banks: columns.json("banks")?,
        as_of: columns.time("as_of")?,
    })
}

/// Takes the lease to ask for a site's bank list, unless another living process has it.
pub(crate) async fn claim(
    client: &Client,
    site: &SiteName,
    process: &Process,
    now: Timestamp,
    lease_until: Timestamp,
) -> Result<bool, Failure> {
    static TEXT: Text = Text::new();
    let write = || {
        let is_gone = is_gone("held.process");
        format!(
            "INSERT INTO bank_list_leases AS held (site, process, lease_until)
             VALUES (:site, :process, :lease_until)
             ON CONFLICT (site) DO UPDATE SET process = excluded.process, lease_until = excluded.lease_until
             WHERE held.process = :process OR held.lease_until <= :now OR {is_gone}"
        )
    };
    let values = Values::default()
        .with("site", site.as_str())
        .with("process", process.id())
        .with("now", micros(now))
        .with("lease_until", micros(lease_until));
    Ok(values.run(client, &TEXT, write).await? == 1)
}

/// Stores a site's bank list in place of the last one, and releases this process's lease to ask for it.
pub(crate) async fn save(
    client: &Client,
    site: &SiteName,
    process: &Process,
    list: &StoredBankList,
) -> Result<(), Failure> {
    static TEXT: Text = Text::new();
    let write = || {
        "WITH released AS (DELETE FROM bank_list_leases WHERE site = :site AND process = :process)
         INSERT INTO bank_lists (site, provider, banks, as_of) VALUES (:site, :provider, :banks, :as_of)
         ON CONFLICT (site) DO UPDATE
         SET provider = excluded.provider, banks = excluded.banks, as_of = excluded.as_of"
            .to_owned()
    };
    let values = Values::default()
        .with("site", site.as_str())
        .with("process", process.id())
        .with("provider", list.provider.as_str())
        .with("banks", json(&list.banks)?)
        .with("as_of", micros(list.as_of));
    values.run(client, &TEXT, write).await.map(|_| ())
}

/// Releases the lease to ask for a site's bank list, when this process has it.
pub(crate) async fn release(
    client: &Client,
    site: &SiteName,
    process: &Process,
) -> Result<(), Failure> {
    static TEXT: Text = Text::new();
    let write =
        || "DELETE FROM bank_list_leases WHERE site = :site AND process = :process".to_owned();
    let values = Values::default().with("site", site.as_str()).with("process", process.id());
    values.run(client, &TEXT, write).await.map(|_| ())
}
