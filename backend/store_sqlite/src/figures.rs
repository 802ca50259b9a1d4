//! Figures an operator watches, and whether the store can be written at all.

use jiff::Timestamp;
use pse_shared::PaymentState;
use rusqlite::{Connection, named_params};

use super::columns::{micros, time};
use super::failure::Failure;
use super::statements::{all as every, run, value};
use pse_core::ports::store::Figures;

/// Statement: the number of payments in each state that has had any.
pub(super) const PER_STATE: &str = "SELECT state, sum(payments) FROM payment_counts GROUP BY state";

/// Statement: when the oldest undelivered notification was made.
pub(super) const OLDEST_UNDELIVERED: &str = "SELECT min(created_at) FROM notifications INDEXED BY notifications_undelivered WHERE state = 'due'";

/// Reads the figures an operator watches.
pub(super) fn all(connection: &Connection, now: Timestamp) -> Result<Figures, Failure> {
    Ok(Figures {
        payments: payments_per_state(connection)?,
        oldest_overdue_probe: oldest_overdue_probe(connection, now)?,
        oldest_undelivered: oldest_undelivered(connection)?,
    })
}

/// Counts the payments in each state; 0 where there are none.
fn payments_per_state(connection: &Connection) -> Result<Vec<(PaymentState, u64)>, Failure> {
    let counted: Vec<(String, i64)> =
        every(connection, PER_STATE, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let figure = |state: PaymentState| {
        let count = counted.iter().find(|(name, _)| name == state.as_str());
        (state, count.and_then(|(_, count)| u64::try_from(*count).ok()).unwrap_or(0))
    };
    Ok(PaymentState::ALL.into_iter().map(figure).collect())
}

fn oldest_overdue_probe(
    connection: &Connection,
    now: Timestamp,
) -> Result<Option<Timestamp>, Failure> {
    let due: Option<i64> = value(
        connection,
        "SELECT min(next_probe_at) FROM payments INDEXED BY payments_due
         WHERE state = 'pending' AND next_probe_at <= :now",
        named_params! { ":now": micros(now) },
    )?;
    due.map(time).transpose()
}

fn oldest_undelivered(connection: &Connection) -> Result<Option<Timestamp>, Failure> {
    value::<Option<i64>>(connection, OLDEST_UNDELIVERED, [])?.map(time).transpose()
}

/// Writes one row, to check that the store can be written.
pub(super) fn check_writable(connection: &Connection) -> Result<(), Failure> {
    run(connection, "UPDATE readiness SET checks = checks + 1", [])?;
    Ok(())
}
