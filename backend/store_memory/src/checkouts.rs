//! Checkouts, once per site and key.

use pse_core::model::{Checkout, SiteName};
use pse_core::ports::store::{IdempotencyKey, InsertCheckout, StoreError};
use pse_shared::CheckoutState;

use crate::tables::{Tables, failed};

/// Stores a checkout and its idempotency key, unless the key was used before.
pub(crate) fn insert(
    tables: &mut Tables,
    checkout: &Checkout,
    idempotency: Option<&IdempotencyKey>,
) -> Result<InsertCheckout, StoreError> {
    if let Some(idempotency) = idempotency
        && let Some((checkout, body_hash)) = of_key(tables, &checkout.site, &idempotency.key)
    {
        return Ok(InsertCheckout::KeyUsed { checkout: Box::new(checkout), body_hash });
    }
    if tables.checkouts.contains_key(&checkout.id) {
        return Err(failed("a checkout's id was used twice"));
    }
    let stored = Checkout { state: stored_state(checkout.state), ..checkout.clone() };
    tables.checkouts.insert(checkout.id.clone(), stored);
    if let Some(IdempotencyKey { key, body_hash }) = idempotency {
        let made = (checkout.id.clone(), body_hash.clone());
        tables.checkout_keys.insert((checkout.site.clone(), key.clone()), made);
    }
    Ok(InsertCheckout::Stored)
}

/// A checkout's state as it is stored: an expired one is an open one past its time.
pub(crate) const fn stored_state(state: CheckoutState) -> CheckoutState {
    match state {
        CheckoutState::Expired => CheckoutState::Open,
        CheckoutState::Open | CheckoutState::Pending | CheckoutState::Paid => state,
    }
}

/// Finds the checkout that a site's idempotency key created, with the hash of its request.
pub(crate) fn of_key(tables: &Tables, site: &SiteName, key: &str) -> Option<(Checkout, String)> {
    let (id, body_hash) = tables.checkout_keys.get(&(site.clone(), key.to_owned()))?;
    Some((tables.checkouts.get(id)?.clone(), body_hash.clone()))
}
