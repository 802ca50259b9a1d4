//! Checkouts, once per site and key.

use pse_core::model::{Checkout, SiteName, checkout_state};
use pse_core::ports::store::{IdempotencyKey, InsertCheckout, StoreError};

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
    let stored = Checkout { state: checkout_state::stored(checkout.state), ..checkout.clone() };
    tables.checkouts.insert(checkout.id.clone(), stored);
    if let Some(IdempotencyKey { key, body_hash, .. }) = idempotency {
        let made = (checkout.id.clone(), body_hash.clone());
        tables.checkout_keys.insert((checkout.site.clone(), key.clone()), made);
    }
    Ok(InsertCheckout::Stored)
}

/// Finds the checkout that a site's idempotency key created, with the hash of its request.
pub(crate) fn of_key(tables: &Tables, site: &SiteName, key: &str) -> Option<(Checkout, String)> {
    let (id, body_hash) = tables.checkout_keys.get(&(site.clone(), key.to_owned()))?;
    Some((tables.checkouts.get(id)?.clone(), body_hash.clone()))
}
