//! Who may ask the provider about a payment, and when: a claim is on the disk before its
//! question is asked. Every claim grows the payment's epoch, and its version, so that no change
//! made from an earlier reading is stored over it.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{Connection, named_params};

use super::columns::{json, micros, time};
use super::failure::Failure;
use super::rows;
use super::statements::{all, first, value};
use pse_core::model::{Payment, PaymentId};
use pse_core::ports::store::{ClaimWindow, ReturnLimit};

/// Statement: the pending payments that are due, the longest overdue first.
pub(super) const DUE: &str = "SELECT id FROM payments INDEXED BY payments_due
     WHERE state = 'pending' AND next_probe_at <= :now
     ORDER BY next_probe_at, rowid LIMIT :limit";

/// Statement: when the next pending payment is due.
pub(super) const NEXT_DUE: &str =
    "SELECT min(next_probe_at) FROM payments INDEXED BY payments_due WHERE state = 'pending'";

/// Claims due payments, the longest overdue first.
pub(super) fn due(connection: &Connection, window: ClaimWindow) -> Result<Vec<Payment>, Failure> {
    let ids = due_ids(connection, window)?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut payments = take(connection, &ids, window)?;
    let order: HashMap<&str, usize> =
        ids.iter().enumerate().map(|(place, id)| (id.as_str(), place)).collect();
    payments.sort_unstable_by_key(|payment| order.get(payment.id.as_str()).copied());
    Ok(payments)
}

fn due_ids(connection: &Connection, window: ClaimWindow) -> Result<Vec<String>, Failure> {
    let arguments = named_params! { ":now": micros(window.now), ":limit": window.limit };
    all(connection, DUE, arguments, |row| Ok(row.get(0)?))
}

fn take(
    connection: &Connection,
    ids: &[String],
    window: ClaimWindow,
) -> Result<Vec<Payment>, Failure> {
    all(
        connection,
        "UPDATE payments
         SET epoch = epoch + 1, version = version + 1, next_probe_at = :next, last_asked_at = :now
         WHERE id IN (SELECT value FROM json_each(:ids))
         RETURNING *",
        named_params! {
            ":next": micros(window.next),
            ":now": micros(window.now),
            ":ids": json(ids)?,
        },
        rows::payment,
    )
}

/// Claims a pending payment for its buyer's return, within the limit.
pub(super) fn by_return(
    connection: &Connection,
    id: &PaymentId,
    limit: ReturnLimit,
) -> Result<Option<Payment>, Failure> {
    first(
        connection,
        "UPDATE payments
         SET epoch = epoch + 1, version = version + 1, last_asked_at = :now,
             return_asks = return_asks + 1, last_return_ask_at = :now
         WHERE id = :id AND state = 'pending' AND return_asks < :max
             AND (last_return_ask_at IS NULL OR last_return_ask_at <= :last_before)
         RETURNING *",
        named_params! {
            ":now": micros(limit.now),
            ":id": id.as_str(),
            ":max": limit.max,
            ":last_before": micros(limit.last_before),
        },
        rows::payment,
    )
}

/// Claims a pending payment for its merchant, when nobody asked lately.
pub(super) fn by_merchant(
    connection: &Connection,
    id: &PaymentId,
    now: Timestamp,
    last_before: Timestamp,
    next: Timestamp,
) -> Result<Option<Payment>, Failure> {
    first(
        connection,
        "UPDATE payments
         SET epoch = epoch + 1, version = version + 1, next_probe_at = :next, last_asked_at = :now
         WHERE id = :id AND state = 'pending'
             AND coalesce(last_asked_at, created_at) <= :last_before
         RETURNING *",
        named_params! {
            ":next": micros(next),
            ":now": micros(now),
            ":id": id.as_str(),
            ":last_before": micros(last_before),
        },
        rows::payment,
    )
}

/// Returns when the next pending payment is due.
pub(super) fn next_due(connection: &Connection) -> Result<Option<Timestamp>, Failure> {
    value::<Option<i64>>(connection, NEXT_DUE, [])?.map(time).transpose()
}
