//! A payment about to be created: stored, with its key, before the provider is called.

use pse_core::model::{CheckoutId, Payment, checkout_state};
use pse_core::ports::store::{IdempotencyKey, InsertIntent, Intent, StoreError};
use pse_shared::limits::ATTEMPTS_PER_CHECKOUT;
use pse_shared::order::attempt_reference;

use crate::consents;
use crate::tables::{Lease, PaymentRow, ProcessId, Tables, failed};

/// Stores an intent, unless its idempotency key was used, another payment blocks it, or its checkout was tried too often.
pub(crate) fn insert(
    tables: &mut Tables,
    intent: &Intent,
    process: ProcessId,
) -> Result<InsertIntent, StoreError> {
    let mut payment = intent.payment.clone();
    if let Some(IdempotencyKey { key, .. }) = &intent.idempotency
        && let Some((payment, body_hash)) = of_key(tables, &payment.checkout_id, key)
    {
        return Ok(InsertIntent::KeyUsed { payment: Box::new(payment), body_hash });
    }
    if let Some(blocking) =
        tables.blocking(Some(&payment.checkout_id), &payment.site, &payment.merchant_reference)
        && blocking.id != payment.id
    {
        return Ok(InsertIntent::Blocked(Box::new(blocking.clone())));
    }
    let of_checkout =
        tables.payments.iter().filter(|row| row.payment.checkout_id == payment.checkout_id);
    if of_checkout.count() >= usize::try_from(ATTEMPTS_PER_CHECKOUT).unwrap_or(usize::MAX) {
        return Ok(InsertIntent::TooMany);
    }
    if tables.payment(&payment.id).is_some() {
        return Err(failed("a payment's id was used twice"));
    }
    payment.attempt = attempts(tables, &payment).saturating_add(1);
    payment.reference = attempt_reference(&payment.merchant_reference, payment.attempt);
    let checkout = tables
        .checkouts
        .get_mut(&payment.checkout_id)
        .ok_or_else(|| failed("a payment of no checkout"))?;
    checkout.state = checkout_state::after(payment.state);
    tables.history.push((payment.id.clone(), intent.history.clone()));
    if let Some(IdempotencyKey { key, body_hash, .. }) = &intent.idempotency {
        let made = (payment.id.clone(), body_hash.clone());
        tables.payment_keys.insert((payment.checkout_id.clone(), key.clone()), made);
    }
    if let Some(given) = &intent.consent {
        consents::keep(tables, &payment.site, &payment.id, given, payment.created_at);
    }
    let lease = Some(Lease { process, until: intent.lease_until });
    tables.payments.push(PaymentRow { payment: payment.clone(), lease });
    Ok(InsertIntent::Stored(Box::new(payment)))
}

/// The highest attempt on a payment's reference so far.
fn attempts(tables: &Tables, payment: &Payment) -> u32 {
    let of_reference = tables.payments.iter().map(|row| &row.payment).filter(|other| {
        other.site == payment.site && other.merchant_reference == payment.merchant_reference
    });
    of_reference.map(|other| other.attempt).max().unwrap_or(0)
}

/// Finds the payment that a checkout's idempotency key created, with the hash of its request.
pub(crate) fn of_key(
    tables: &Tables,
    checkout: &CheckoutId,
    key: &str,
) -> Option<(Payment, String)> {
    let (id, body_hash) = tables.payment_keys.get(&(checkout.clone(), key.to_owned()))?;
    Some((tables.payment(id)?.clone(), body_hash.clone()))
}
