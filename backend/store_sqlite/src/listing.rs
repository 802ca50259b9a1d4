//! A merchant's payments, newest first, a page at a time.

use sqlx::{QueryBuilder, Sqlite, SqliteExecutor};

use super::columns::{failed, micros};
use super::rows;
use pse_core::model::Payment;
use pse_core::model::SiteName;
use pse_core::ports::store::{PaymentFilter, StoreError};

/// Lists a site's payments that match a filter, newest first.
pub(super) async fn page(
    executor: impl SqliteExecutor<'_>,
    site: &SiteName,
    filter: &PaymentFilter,
) -> Result<Vec<Payment>, StoreError> {
    let rows = query(site, filter).build().fetch_all(executor).await.map_err(failed)?;
    rows::payments(&rows)
}

/// Makes the statement for a page of payments; only literals and placeholders enter its text.
pub(super) fn query(site: &SiteName, filter: &PaymentFilter) -> QueryBuilder<Sqlite> {
    let mut query = QueryBuilder::new("SELECT * FROM payments WHERE site = ");
    query.push_bind(site.as_str());
    if let Some(state) = filter.state {
        query.push(" AND state = ").push_bind(state.as_str());
    }
    if let Some(reference) = &filter.reference {
        // A look-up in each index, however many payments the site has.
        query
            .push(
                " AND rowid IN (SELECT rowid FROM payments INDEXED BY payments_attempt
                 WHERE site = ",
            )
            .push_bind(site.as_str())
            .push(" AND merchant_reference = ")
            .push_bind(reference)
            .push(
                " UNION ALL SELECT rowid FROM payments INDEXED BY payments_reference
                 WHERE reference <> merchant_reference AND site = ",
            )
            .push_bind(site.as_str())
            .push(" AND reference = ")
            .push_bind(reference)
            .push(")");
    }
    if let Some(cus) = &filter.cus {
        query
            .push(" AND rowid IN (SELECT rowid FROM payments INDEXED BY payments_cus WHERE site = ")
            .push_bind(site.as_str())
            .push(" AND cus = ")
            .push_bind(cus)
            .push(")");
    }
    if let Some(from) = filter.from {
        query.push(" AND created_at >= ").push_bind(micros(from));
    }
    if let Some(to) = filter.to {
        query.push(" AND created_at < ").push_bind(micros(to));
    }
    if let Some((created_at, id)) = &filter.after {
        query
            .push(" AND (created_at, id) < (")
            .push_bind(micros(*created_at))
            .push(", ")
            .push_bind(id.as_str())
            .push(")");
    }
    query.push(" ORDER BY created_at DESC, id DESC LIMIT ").push_bind(filter.limit);
    query
}
