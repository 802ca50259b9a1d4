//! Payments still `creating` that no process holds any more.

use jiff::Timestamp;
use pse_core::model::Payment;
use rusqlite::{Connection, named_params};

use super::columns::micros;
use super::failure::Failure;
use super::rows;
use super::statements;

/// Statement: the payments still `creating` that another process began (it is dead, for only one at a time has the
/// file), or whose lease has ended.
pub(super) const ORPHANS: &str = concat!(
    "SELECT ",
    rows::payment_columns!(),
    " FROM payments INDEXED BY payments_in_state
     WHERE state = 'creating' AND (owner IS NOT :process OR lease_until <= :now)
     ORDER BY created_at, rowid"
);

/// Lists payments still `creating` that this process does not hold, oldest first.
pub(super) fn all(
    connection: &Connection,
    process: &str,
    now: Timestamp,
) -> Result<Vec<Payment>, Failure> {
    let arguments = named_params! { ":process": process, ":now": micros(now) };
    statements::readable(connection, ORPHANS, arguments, rows::payment)
}
