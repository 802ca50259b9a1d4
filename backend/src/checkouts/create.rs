//! A merchant's server makes a checkout: once per idempotency key, and not while a payment of its
//! reference is pending or approved (certification).

use std::sync::Arc;

use pse_shared::api::CreateCheckout;
use pse_shared::{FieldError, PaymentState};

use super::check;
use crate::clock::Clock;
use crate::config::SiteConfig;
use crate::model::{Checkout, CheckoutId, Payment, id::NoRandomness};
use crate::net::return_url::ReturnUrlRule;
use crate::store::{Idempotency, InsertCheckout, Store, StoreError};

/// Makes checkouts.
#[derive(Clone)]
pub struct CheckoutMaker {
    /// Where they are kept.
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Where buyers may be sent back to.
    pub return_urls: ReturnUrlRule,
}

/// Why there is no checkout.
#[derive(Debug, thiserror::Error)]
pub enum MakeError {
    /// Fields are wrong.
    #[error("{} fields are wrong", .0.len())]
    Invalid(Vec<FieldError>),
    /// A payment of the reference is not over.
    #[error("a payment of the reference is pending")]
    Pending(Box<Payment>),
    /// The reference is paid.
    #[error("the reference is paid")]
    Paid(Box<Payment>),
    /// The idempotency key was used with another body.
    #[error("the idempotency key was used with another body")]
    KeyReused,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Nothing can be named.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

impl CheckoutMaker {
    /// Makes a checkout, or gives back the one that the same key and body made before.
    ///
    /// # Errors
    /// See [`MakeError`]; nothing was stored then.
    pub async fn make(
        &self,
        site: &SiteConfig,
        request: CreateCheckout,
        idempotency: Option<Idempotency>,
    ) -> Result<Checkout, MakeError> {
        if let Some(key) = &idempotency
            && let Some((checkout, body_hash)) =
                self.store.checkout_of_key(&site.name, &key.key).await?
        {
            return replay(checkout, &body_hash, key);
        }
        let id = CheckoutId::random()?;
        let checkout = check::checkout(id, request, site, &self.return_urls, self.clock.now())
            .map_err(MakeError::Invalid)?;
        self.reference_is_free(&checkout).await?;
        match (self.store.insert_checkout(&checkout, idempotency.as_ref()).await?, idempotency) {
            (InsertCheckout::KeyUsed { checkout, body_hash }, Some(key)) => {
                replay(*checkout, &body_hash, &key)
            }
            (InsertCheckout::KeyUsed { .. }, None) => Err(MakeError::KeyReused),
            (InsertCheckout::Stored, _) => {
                tracing::info!(checkout = %checkout.id, site = %checkout.site, "A checkout was made.");
                Ok(checkout)
            }
        }
    }

    async fn reference_is_free(&self, checkout: &Checkout) -> Result<(), MakeError> {
        match self.store.blocking_payment(&checkout.site, &checkout.reference).await? {
            None => Ok(()),
            Some(payment) if payment.state == PaymentState::Approved => {
                Err(MakeError::Paid(Box::new(payment)))
            }
            Some(payment) => Err(MakeError::Pending(Box::new(payment))),
        }
    }
}

fn replay(checkout: Checkout, body_hash: &str, key: &Idempotency) -> Result<Checkout, MakeError> {
    if body_hash == key.body_hash { Ok(checkout) } else { Err(MakeError::KeyReused) }
}
