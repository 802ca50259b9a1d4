//! Who may ask the provider about a payment, and when; and what no living process holds.

use jiff::Timestamp;
use pse_core::model::{Payment, PaymentId};
use pse_core::ports::store::{ClaimWindow, ReturnLimit};
use pse_shared::PaymentState;

use crate::tables::Tables;

/// Claims due payments, the longest overdue first.
pub(crate) fn due(tables: &mut Tables, window: ClaimWindow) -> Vec<Payment> {
    let mut due: Vec<&mut Payment> = tables
        .payments
        .iter_mut()
        .map(|row| &mut row.payment)
        .filter(|payment| payment.schedule.next_probe_at.is_some_and(|at| at <= window.now))
        .collect();
    // Stable: of one instant, in the order they were stored.
    due.sort_by_key(|payment| payment.schedule.next_probe_at);
    due.into_iter()
        .take(usize::try_from(window.limit).unwrap_or(usize::MAX))
        .map(|payment| {
            take(payment, window.now);
            payment.schedule.next_probe_at = Some(window.next);
            payment.clone()
        })
        .collect()
}

/// Claims a pending payment for its buyer's return, within the limit.
pub(crate) fn by_return(
    tables: &mut Tables,
    id: &PaymentId,
    limit: ReturnLimit,
) -> Option<Payment> {
    let payment = pending(tables, id)?;
    let last = payment.schedule.last_return_ask_at;
    if payment.schedule.return_asks >= limit.max || last.is_some_and(|at| at > limit.last_before) {
        return None;
    }
    take(payment, limit.now);
    payment.schedule.return_asks += 1;
    payment.schedule.last_return_ask_at = Some(limit.now);
    Some(payment.clone())
}

/// Claims a pending payment for its merchant, when nobody asked lately.
pub(crate) fn by_merchant(
    tables: &mut Tables,
    id: &PaymentId,
    now: Timestamp,
    last_before: Timestamp,
    next: Timestamp,
) -> Option<Payment> {
    let payment = pending(tables, id)?;
    if payment.schedule.last_asked_at.unwrap_or(payment.created_at) > last_before {
        return None;
    }
    take(payment, now);
    payment.schedule.next_probe_at = Some(next);
    Some(payment.clone())
}

fn pending<'t>(tables: &'t mut Tables, id: &PaymentId) -> Option<&'t mut Payment> {
    tables
        .row_mut(id)
        .map(|row| &mut row.payment)
        .filter(|payment| payment.state == PaymentState::Pending)
}

fn take(payment: &mut Payment, now: Timestamp) {
    payment.version += 1;
    payment.schedule.epoch += 1;
    payment.schedule.last_asked_at = Some(now);
}

/// Returns when the next pending payment is due.
pub(crate) fn next_due(tables: &Tables) -> Option<Timestamp> {
    tables.payments.iter().filter_map(|row| row.payment.schedule.next_probe_at).min()
}

/// Lists payments still `creating` that no living process holds, oldest first.
pub(crate) fn orphans(tables: &Tables, now: Timestamp) -> Vec<Payment> {
    let mut orphans: Vec<Payment> = tables
        .payments
        .iter()
        .filter(|row| row.payment.state == PaymentState::Creating)
        .filter(|row| !row.lease.is_some_and(|lease| tables.holds(lease, now)))
        .map(|row| row.payment.clone())
        .collect();
    orphans.sort_by_key(|payment| payment.created_at);
    orphans
}
