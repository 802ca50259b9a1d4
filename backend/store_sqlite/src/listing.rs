//! A merchant's payments, newest first, a page at a time.

use std::borrow::Cow;

use jiff::Timestamp;
use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, Row, ToSql};

use super::columns::{Columns, micros};
use super::failure::Failure;
use super::rows;
use super::statements::{all, told};
use pse_core::model::SiteName;
use pse_core::model::{Payment, PaymentId};
use pse_core::ports::store::PaymentFilter;

/// Lists a site's payments that match a filter, newest first.
pub(super) fn page(
    connection: &Connection,
    site: &SiteName,
    filter: &PaymentFilter,
) -> Result<Vec<Payment>, Failure> {
    let mut found = Vec::new();
    let mut next = Some(Cow::Borrowed(filter));
    while let Some(filter) = next {
        let query = Query::new(site, &filter);
        let arguments: Vec<(&str, &dyn ToSql)> =
            query.arguments.iter().map(|(name, value)| (*name, value as &dyn ToSql)).collect();
        let read = all(connection, &query.text, &*arguments, payment)?;
        next = match (read.iter().filter(|row| row.is_err()).count(), read.last()) {
            (0, _) | (_, None) => None,
            (left_out, Some(last)) => {
                filter.rest(read.len(), left_out, place(last)).map(Cow::Owned)
            }
        };
        let with_id = |(place, failure): (Place, Failure)| (Some(place.1.to_string()), failure);
        found.extend(told(read.into_iter().map(|row| row.map_err(with_id)).collect()));
    }
    Ok(found)
}

/// A payment's place in the list.
type Place = (Timestamp, PaymentId);

/// Reads a payment, or its place, where the rest of it cannot be read.
fn payment(row: &Row<'_>) -> Result<Result<Payment, (Place, Failure)>, Failure> {
    match rows::payment(row) {
        Err(failure @ Failure::Corrupt(_)) => {
            let columns = Columns::of(row);
            let place = (columns.time("created_at")?, columns.named("id", PaymentId::parse)?);
            Ok(Err((place, failure)))
        }
        done => done.map(Ok),
    }
}

fn place(read: &Result<Payment, (Place, Failure)>) -> Place {
    match read {
        Ok(payment) => (payment.created_at, payment.id.clone()),
        Err((place, _)) => place.clone(),
    }
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
