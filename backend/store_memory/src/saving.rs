//! A change of a payment: stored whole, over the version it was made from, or not at all.

use pse_core::model::{Payment, checkout_state};
use pse_core::ports::store::{PaymentChange, StoreError};
use pse_shared::PaymentState;

use crate::tables::{Tables, blocks, failed};

/// Stores a change of a payment and tells followers; `false` when the payment has changed since.
pub(crate) fn save(tables: &mut Tables, change: &PaymentChange) -> Result<bool, StoreError> {
    let Some(stored) = tables.payment(&change.payment.id) else { return Ok(false) };
    if stored.version != change.payment.version {
        return Ok(false);
    }
    let becomes = changed(stored, &change.payment);
    check(tables, change, &becomes)?;
    let (id, checkout_id) = (becomes.id.clone(), becomes.checkout_id.clone());
    if let Some(row) = tables.row_mut(&id) {
        row.lease = row.lease.filter(|_| becomes.state == PaymentState::Creating);
        row.payment = becomes;
    }
    if let Some(entry) = &change.history {
        tables.history.push((id, entry.clone()));
    }
    if let Some(state) = change.checkout
        && let Some(checkout) = tables.checkouts.get_mut(&checkout_id)
    {
        checkout.state = checkout_state::stored(state);
    }
    if let Some(told) = &change.notification {
        tables.notification_ids.insert(told.id.clone());
        tables.notifications.push(told.clone());
    }
    if change.changes_state() {
        tables.processes.values().for_each(|followers| followers.send(&checkout_id));
    }
    Ok(true)
}

/// A stored payment with everything that may change as a change says.
fn changed(stored: &Payment, change: &Payment) -> Payment {
    let change = change.clone();
    Payment {
        version: stored.version.saturating_add(1),
        state: change.state,
        updated_at: change.updated_at,
        transaction: change.transaction,
        cus: change.cus,
        transaction_cycle: change.transaction_cycle,
        bank_url: change.bank_url,
        refusal: change.refusal,
        reason_code: change.reason_code,
        reason_text: change.reason_text,
        bank_process_date: change.bank_process_date,
        on_test: change.on_test,
        provider_data: change.provider_data,
        schedule: change.schedule,
        ..stored.clone()
    }
}

/// What no program may store.
fn check(tables: &Tables, change: &PaymentChange, becomes: &Payment) -> Result<(), StoreError> {
    let is_pending = becomes.state == PaymentState::Pending;
    if is_pending != becomes.schedule.next_probe_at.is_some() {
        return Err(failed("a pending payment must be due some time, and no other one"));
    }
    let in_the_way = |other: &Payment| {
        other.id != becomes.id
            && blocks(other)
            && (other.checkout_id == becomes.checkout_id
                || (other.site == becomes.site
                    && other.merchant_reference == becomes.merchant_reference))
    };
    if blocks(becomes) && tables.payments.iter().any(|row| in_the_way(&row.payment)) {
        return Err(failed("a second living payment"));
    }
    let told = change.notification.as_ref();
    if told.is_some_and(|told| tables.notification_ids.contains(&told.id)) {
        return Err(failed("a notification's id was used twice"));
    }
    Ok(())
}
