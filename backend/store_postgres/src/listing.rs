//! A merchant's payments, newest first, a page at a time.

use std::borrow::Cow;

use jiff::Timestamp;
use pse_core::model::{Payment, PaymentId, SiteName};
use pse_core::ports::store::PaymentFilter;
use pse_shared::PaymentState;
use tokio_postgres::Row;

use super::columns::{Columns, micros};
use super::failure::Failure;
use super::pool::Client;
use super::rows;
use super::values::Values;

/// The payments of a reference, the merchant's or the provider's: looked up first, whatever else is asked, so that the
/// newest of a site are not walked through for them.
const OF_REFERENCE: &str = "WITH payments AS MATERIALIZED (
         SELECT * FROM payments WHERE site = :site AND merchant_reference = :reference
         UNION ALL
         SELECT * FROM payments
         WHERE reference <> merchant_reference AND site = :site AND reference = :reference)";

/// The payments of a CUS, looked up first as those of a reference.
const OF_CUS: &str = "WITH payments AS MATERIALIZED (
         SELECT * FROM payments WHERE site = :site AND cus = :cus)";

/// So many rows the server reckons with for any page of at most as many, as a number that it knows when it plans: without
/// one it takes a tenth of all payments to be wanted, and starts processes of its own to read them.
const PAGE: u32 = 128;

/// Lists a site's payments that match a filter, newest first.
pub(crate) async fn page(
    client: &Client,
    site: &SiteName,
    filter: &PaymentFilter,
) -> Result<Vec<Payment>, Failure> {
    let mut found = Vec::new();
    let mut next = Some(Cow::Borrowed(filter));
    while let Some(filter) = next {
        let query = Query::new(site, &filter);
        let text = query.values.numbered(&query.text);
        let rows = client.rows(&text, &query.values.params()).await?;
        let readable = rows::readable(&rows, rows::payment);
        next = match rows.last() {
            Some(last) if readable.len() < rows.len() => {
                let left_out = rows.len().saturating_sub(readable.len());
                filter.rest(rows.len(), left_out, place(last)?).map(Cow::Owned)
            }
            Some(_) | None => None,
        };
        found.extend(readable);
    }
    Ok(found)
}

/// A row's place in the list.
fn place(row: &Row) -> Result<(Timestamp, PaymentId), Failure> {
    let columns = Columns::of(row);
    Ok((columns.time("created_at")?, columns.named("id", PaymentId::parse)?))
}

/// The statement for a page of payments; only literals and the names of values enter its text.
pub(crate) struct Query<'a> {
    pub(crate) text: String,
    pub(crate) values: Values<'a>,
}

impl<'a> Query<'a> {
    /// Writes the statement for a filter.
    pub(crate) fn new(site: &'a SiteName, filter: &'a PaymentFilter) -> Self {
        let found = if filter.reference.is_some() {
            OF_REFERENCE
        } else if filter.cus.is_some() {
            OF_CUS
        } else {
            ""
        };
        let columns = rows::payment_columns!();
        // Of a state, through payments_in_state and no other index.
        let is_by_state = found.is_empty() && filter.state.is_some();
        let of_site = if is_by_state { "site || '' = :site" } else { "site = :site" };
        let mut text =
            format!("{found} SELECT {columns} FROM (SELECT * FROM payments WHERE {of_site}");
        let mut values = Values::default().with("site", site.as_str());
        if let Some(reference) = &filter.reference {
            values = values.with("reference", reference.as_str());
        }
        if let Some(cus) = &filter.cus {
            text.push_str(" AND cus = :cus");
            values = values.with("cus", cus.as_str());
        }
        if let Some(state) = filter.state.map(PaymentState::as_str) {
            // In the text itself, which has one form for each: the server knows how rare each is, and does not walk through
            // all of a site's payments for the few of a rare one.
            text.push_str(&format!(" AND state = '{state}'"));
        }
        if let Some(from) = filter.from {
            text.push_str(" AND created_at >= :from");
            values = values.with("from", micros(from));
        }
        if let Some(to) = filter.to {
            text.push_str(" AND created_at < :to");
            values = values.with("to", micros(to));
        }
        if let Some((created_at, id)) = &filter.after {
            text.push_str(" AND (created_at, id) < (:after, :after_id)");
            values = values.with("after", micros(*created_at)).with("after_id", id.as_str());
        }
        let most = filter.limit.max(PAGE);
        text.push_str(&format!(
            " ORDER BY created_at DESC, id DESC LIMIT {most}) AS payments
              ORDER BY created_at DESC, id DESC LIMIT :limit"
        ));
        Self { text, values: values.with("limit", filter.limit) }
    }
}
