//! The provider is asked how a payment stands: by the probe, by the buyer's return, by the
//! merchant. Nothing else ever asks.

use pse_shared::Actor;
use std::time::Duration;

use super::machine::Event;
use super::transitions::Transitions;
use crate::masking::Mask;
use crate::model::{Payment, PaymentId};
use crate::ports::provider::{NoAnswer, StatusReport};
use crate::ports::providers::Providers;
use crate::ports::store::{ReturnLimit, StoreError};
use crate::time::{earlier, later};

/// The shortest time between two questions by a buyer's return.
const RETURN_GAP: Duration = Duration::from_secs(30);
/// The most questions by a buyer's return, per payment, so that a reload or a bot adds nothing.
const RETURN_ASKS: u32 = 5;

/// Asks providers for the status of payments, and stores the answers.
#[derive(Clone)]
pub struct StatusChecks {
    /// Applies and stores the payments' transitions.
    pub transitions: Transitions,
    /// The providers; each payment is asked about at its own.
    pub providers: Providers,
}

/// A merchant asked about a payment again before the provider's interval was over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooSoon {
    /// Seconds until the merchant may ask.
    pub retry_after: u64,
}

impl StatusChecks {
    /// Asks about a payment that this caller has claimed, and stores the answer.
    ///
    /// # Errors
    /// When the store fails; the payment is asked about again when it is due.
    pub async fn check_claimed(&self, payment: Payment, by: Actor) -> Result<Payment, StoreError> {
        let epoch = payment.schedule.epoch;
        // Before the provider is asked: a store that fails costs a question and no answer.
        let mask = self.mask(&payment).await?;
        let event = match self.ask(&payment).await {
            Ok(report) => Event::Reported(by, report.masked(&mask)),
            Err(error) => {
                let error = error.masked(&mask);
                tracing::warn!(payment = %payment.id, by = by.as_str(), %error, "The provider did not say how a payment stands.");
                Event::NotReported(by, error.for_history())
            }
        };
        self.transitions.apply(payment, &event, Some(epoch)).await
    }

    /// What covers a payment's persons in what the provider answers.
    async fn mask(&self, payment: &Payment) -> Result<Mask, StoreError> {
        let checkout = self.transitions.store.checkout(&payment.checkout_id).await?;
        let others = checkout.into_iter().flat_map(|checkout| [checkout.buyer, checkout.shipping]);
        let mask = Mask::default().hiding_person(&payment.payer);
        Ok(others.flatten().fold(mask, |mask, person| mask.hiding_person(&person)))
    }

    async fn ask(&self, payment: &Payment) -> Result<StatusReport, NoAnswer> {
        let transaction = payment
            .transaction
            .as_ref()
            .ok_or_else(|| NoAnswer::NotAsked("no transaction id to ask about".to_owned()))?;
        let provider = self.providers.get(&payment.provider).ok_or_else(|| {
            NoAnswer::NotAsked(format!("no provider {} is configured", payment.provider))
        })?;
        provider.status(&payment.site, transaction).await
    }

    /// Asks about a payment whose buyer is back from the bank, where the limits allow; returns the payment, `None`
    /// when there is none of this id.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn check_on_return(&self, id: &PaymentId) -> Result<Option<Payment>, StoreError> {
        let now = self.transitions.clock.now();
        let limit = ReturnLimit { now, last_before: earlier(now, RETURN_GAP), max: RETURN_ASKS };
        match self.transitions.store.claim_return(id, limit).await? {
            Some(claimed) => self.check_claimed(claimed, Actor::Return).await.map(Some),
            None => self.transitions.store.payment(id).await,
        }
    }

    /// Asks about a payment for its merchant, no sooner than the provider's interval allows ([`TooSoon`]).
    ///
    /// # Errors
    /// When the store fails.
    pub async fn check_for_merchant(
        &self,
        payment: &Payment,
    ) -> Result<Result<Payment, TooSoon>, StoreError> {
        if payment.state.is_final() {
            return Ok(Ok(payment.clone()));
        }
        let now = self.transitions.clock.now();
        let times = &self.transitions.times;
        let gap =
            if payment.schedule.last_asked_at.is_some() { times.every } else { times.first_after };
        let claimed = self
            .transitions
            .store
            .claim_merchant(&payment.id, now, earlier(now, gap), times.next(now))
            .await?;
        if let Some(claimed) = claimed {
            return self.check_claimed(claimed, Actor::Merchant).await.map(Ok);
        }
        let from = payment.schedule.last_asked_at.unwrap_or(payment.created_at);
        let wait = later(from, gap).as_second().saturating_sub(now.as_second());
        Ok(Err(TooSoon { retry_after: u64::try_from(wait).unwrap_or(0).max(1) }))
    }
}
