//! A merchant's server makes a checkout: once per idempotency key, and not while a payment of its
//! reference is pending or approved (certification).

use std::sync::Arc;

use pse_shared::api::CreateCheckout;
use pse_shared::{FieldError, PaymentState};

use super::check;
use crate::model::{Checkout, CheckoutId, Payment, Site, id::NoRandomness};
use crate::net::ReturnUrlRule;
use crate::ports::store::{IdempotencyKey, InsertCheckout, Store, StoreError};
use crate::time::Clock;

/// Creates checkouts from merchants' orders.
#[derive(Clone)]
pub struct Checkouts {
    /// The store that keeps the checkouts.
    pub store: Arc<dyn Store>,
    /// The clock that dates the checkouts.
    pub clock: Arc<dyn Clock>,
    /// The rule for the pages that buyers may be sent back to.
    pub return_urls: ReturnUrlRule,
}

/// Why a checkout was not created. Nothing was stored.
#[derive(Debug, thiserror::Error)]
pub enum CheckoutError {
    /// Fields of the order are wrong.
    #[error("{} fields are wrong", .0.len())]
    Invalid(Vec<FieldError>),
    /// A payment of the order's reference is not over.
    #[error("a payment of the reference is pending")]
    Pending(Box<Payment>),
    /// The order's reference is paid.
    #[error("the reference is paid")]
    Paid(Box<Payment>),
    /// The idempotency key was used with another body.
    #[error("the idempotency key was used with another body")]
    KeyReused,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system gives no randomness for an id.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

impl Checkouts {
    /// Creates a checkout, or returns the one that the same idempotency key and body created before.
    ///
    /// # Errors
    /// See [`CheckoutError`]; nothing was stored then.
    pub async fn create(
        &self,
        site: &Site,
        request: CreateCheckout,
        idempotency: Option<IdempotencyKey>,
    ) -> Result<Checkout, CheckoutError> {
        if let Some(key) = &idempotency
            && let Some((checkout, body_hash)) =
                self.store.checkout_of_key(&site.name, &key.key).await?
        {
            return replay(checkout, &body_hash, key);
        }
        let now = self.clock.now();
        let id = CheckoutId::new(now)?;
        let checkout = check::checkout(id, request, site, &self.return_urls, now)
            .map_err(CheckoutError::Invalid)?;
        self.reference_is_free(&checkout).await?;
        match (self.store.insert_checkout(&checkout, idempotency.as_ref()).await?, idempotency) {
            (InsertCheckout::KeyUsed { checkout, body_hash }, Some(key)) => {
                replay(*checkout, &body_hash, &key)
            }
            (InsertCheckout::KeyUsed { .. }, None) => Err(CheckoutError::KeyReused),
            (InsertCheckout::Stored, _) => {
                tracing::info!(checkout = checkout.id.for_logs(), site = %checkout.site, "A checkout was made.");
                Ok(checkout)
            }
        }
    }

    async fn reference_is_free(&self, checkout: &Checkout) -> Result<(), CheckoutError> {
        match self.store.blocking_payment(&checkout.site, &checkout.reference).await? {
            None => Ok(()),
            Some(payment) if payment.state == PaymentState::Approved => {
                Err(CheckoutError::Paid(Box::new(payment)))
            }
            Some(payment) => Err(CheckoutError::Pending(Box::new(payment))),
        }
    }
}

fn replay(
    checkout: Checkout,
    body_hash: &str,
    key: &IdempotencyKey,
) -> Result<Checkout, CheckoutError> {
    if key.is_of(body_hash) { Ok(checkout) } else { Err(CheckoutError::KeyReused) }
}
