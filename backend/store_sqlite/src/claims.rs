//! Who may ask the provider about a payment, and when: a claim is on the disk before its
//! question is asked. Every claim grows the payment's epoch, and its version, so that no change
//! made from an earlier reading is stored over it.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{Connection, named_params};

use super::columns::{json, micros, time};
use super::failure::Failure;
use super::rows;
use super::statements::{all, first, readable, value};
use pse_core::model::{Payment, PaymentId};
use pse_core::ports::store::{ClaimWindow, ReturnLimit};

/// Statement: the pending payments that are due, the longest overdue first.
pub(super) const DUE: &str = "SELECT rowid FROM payments INDEXED BY payments_due
     WHERE state = 'pending' AND next_probe_at <= :now
     ORDER BY next_probe_at, rowid LIMIT :limit";

/// Statement: when the next pending payment is due.
pub(super) const NEXT_DUE: &str =
    "SELECT min(next_probe_at) FROM payments INDEXED BY payments_due WHERE state = 'pending'";

/// Claims due payments, the longest overdue first.
pub(super) fn due(connection: &Connection, window: ClaimWindow) -> Result<Vec<Payment>, Failure> {
    let rows = due_rows(connection, window)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut payments = take(connection, &rows, window)?;
    let order: HashMap<i64, usize> =
        rows.into_iter().enumerate().map(|(place, row)| (row, place)).collect();
    payments.sort_unstable_by_key(|(row, _)| order.get(row).copied());
    Ok(payments.into_iter().map(|(_, payment)| payment).collect())
}

fn due_rows(connection: &Connection, window: ClaimWindow) -> Result<Vec<i64>, Failure> {
    let arguments = named_params! { ":now": micros(window.now), ":limit": window.limit };
    all(connection, DUE, arguments, |row| Ok(row.get(0)?))
}

fn take(
    connection: &Connection,
    rows: &[i64],
    window: ClaimWindow,
) -> Result<Vec<(i64, Payment)>, Failure> {
    readable(
        connection,
        concat!(
            "UPDATE payments
         SET epoch = epoch + 1, version = version + 1, next_probe_at = :next, last_asked_at = :now
         WHERE rowid IN (SELECT value FROM json_each(:rows))
         RETURNING rowid AS place, ",
            rows::payment_columns!(returned)
        ),
        named_params! {
            ":next": micros(window.next),
            ":now": micros(window.now),
            ":rows": json(rows)?,
        },
        |row| Ok((row.get("place")?, rows::payment(row)?)),
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
        concat!(
            "UPDATE payments
         SET epoch = epoch + 1, version = version + 1, last_asked_at = :now,
             return_asks = return_asks + 1, last_return_ask_at = :now
         WHERE id = :id AND state = 'pending' AND return_asks < :max
             AND (last_return_ask_at IS NULL OR last_return_ask_at <= :last_before)
         RETURNING ",
            rows::payment_columns!(returned)
        ),
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
        concat!(
            "UPDATE payments
         SET epoch = epoch + 1, version = version + 1, next_probe_at = :next, last_asked_at = :now
         WHERE id = :id AND state = 'pending'
             AND coalesce(last_asked_at, created_at) <= :last_before
         RETURNING ",
            rows::payment_columns!(returned)
        ),
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
