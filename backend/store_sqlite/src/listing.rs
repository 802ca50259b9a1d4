//! A merchant's payments, newest first, a page at a time.

use rusqlite::Connection;
use rusqlite::types::ToSqlOutput;

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
    all(connection, &query.text, &*query.arguments(), rows::payment)
}

type Argument<'a> = (&'static str, ToSqlOutput<'a>);

/// The statement for a page of payments; only literals and the names of arguments enter its text.
pub(super) struct Query<'a> {
    pub(super) text: String,
    arguments: Vec<Argument<'a>>,
}

impl<'a> Query<'a> {
    /// Writes the statement for a filter.
    pub(super) fn new(site: &'a SiteName, filter: &'a PaymentFilter) -> Self {
        let mut query = Self {
            text: "SELECT * FROM payments WHERE site = :site".to_owned(),
            arguments: vec![(":site", site.as_str().into())],
        };
        if let Some(state) = filter.state {
            query.narrow(" AND state = :state", ":state", state.as_str());
        }
        if let Some(reference) = &filter.reference {
            // A look-up in each index, however many payments the site has.
            query.narrow(
                " AND rowid IN (SELECT rowid FROM payments INDEXED BY payments_attempt
                 WHERE site = :site AND merchant_reference = :reference
                 UNION ALL SELECT rowid FROM payments INDEXED BY payments_reference
                 WHERE reference <> merchant_reference AND site = :site AND reference = :reference)",
                ":reference",
                reference.as_str(),
            );
        }
        if let Some(cus) = &filter.cus {
            query.narrow(
                " AND rowid IN (SELECT rowid FROM payments INDEXED BY payments_cus
                 WHERE site = :site AND cus = :cus)",
                ":cus",
                cus.as_str(),
            );
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

    fn arguments(&self) -> Vec<(&str, &dyn rusqlite::ToSql)> {
        self.arguments.iter().map(|(name, value)| (*name, value as &dyn rusqlite::ToSql)).collect()
    }
}
