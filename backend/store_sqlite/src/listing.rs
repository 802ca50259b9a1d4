//! A merchant's payments, newest first, a page at a time.

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, ToSql};

use super::columns::micros;
use super::failure::Failure;
use super::rows;
use super::statements::all;
use pse_core::model::Payment;
use pse_core::model::SiteName;
use pse_core::ports::store::PaymentFilter;

/// Lists a site's payments that match a filter, newest first.
pub(super) fn page(
    connection: &Connection,
    site: &SiteName,
    filter: &PaymentFilter,
) -> Result<Vec<Payment>, Failure> {
    let query = Query::new(site, filter);
    let arguments: Vec<(&str, &dyn ToSql)> =
        query.arguments.iter().map(|(name, value)| (*name, value as &dyn ToSql)).collect();
    all(connection, &query.text, &*arguments, rows::payment)
}

/// The statement for a page of payments; only literals and the names of arguments enter its text.
pub(super) struct Query<'a> {
    pub(super) text: String,
    arguments: Vec<(&'static str, ToSqlOutput<'a>)>,
}

impl<'a> Query<'a> {
    /// Writes the statement for a filter. It says by which index the payments are found, by the filter that leaves the
    /// fewest: SQLite does not know how few have a reference, and would walk through all of a site's.
    pub(super) fn new(site: &'a SiteName, filter: &'a PaymentFilter) -> Self {
        let found = if filter.reference.is_some() {
            OF_REFERENCE
        } else if filter.cus.is_some() {
            "payments INDEXED BY payments_cus"
        } else if filter.state.is_some() {
            "payments INDEXED BY payments_in_state"
        } else {
            "payments INDEXED BY payments_listed"
        };
        let mut query = Self {
            text: format!(
                concat!("SELECT ", rows::payment_columns!(), " FROM {found} WHERE site = :site"),
                found = found
            ),
            arguments: vec![(":site", site.as_str().into())],
        };
        if let Some(reference) = &filter.reference {
            query.narrow("", ":reference", reference.as_str());
        }
        if let Some(cus) = &filter.cus {
            query.narrow(" AND cus = :cus", ":cus", cus.as_str());
        }
        if let Some(state) = filter.state {
            query.narrow(" AND state = :state", ":state", state.as_str());
        }
        if let Some(from) = filter.from {
            query.narrow(" AND created_at >= :from", ":from", micros(from));
        }
        if let Some(to) = filter.to {
            query.narrow(" AND created_at < :to", ":to", micros(to));
        }
        if let Some((created_at, id)) = &filter.after {
            query.arguments.push((":after_id", id.as_str().into()));
            query.narrow(
                " AND (created_at, id) < (:after, :after_id)",
                ":after",
                micros(*created_at),
            );
        }
        query.narrow(" ORDER BY created_at DESC, id DESC LIMIT :limit", ":limit", filter.limit);
        query
    }

    fn narrow(
        &mut self,
        clause: &'static str,
        name: &'static str,
        value: impl Into<ToSqlOutput<'a>>,
    ) {
        self.text.push_str(clause);
        self.arguments.push((name, value.into()));
    }
}

/// The payments of a reference, the merchant's or the provider's: first a look-up in each index, then the rows (`CROSS
/// JOIN` keeps that order).
const OF_REFERENCE: &str = "(
        SELECT rowid AS place FROM payments INDEXED BY payments_attempt
        WHERE site = :site AND merchant_reference = :reference
        UNION ALL
        SELECT rowid FROM payments INDEXED BY payments_reference
        WHERE reference <> merchant_reference AND site = :site AND reference = :reference
    ) CROSS JOIN payments ON payments.rowid = place";
