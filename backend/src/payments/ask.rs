//! The provider is asked how a payment stands: by the probe, by the buyer's return, by the
//! merchant. Nothing else ever asks.

use std::sync::Arc;
use std::time::Duration;

use super::apply::Mover;
use super::machine::Event;
use super::times::{earlier, later};
use crate::model::{Asker, Payment, PaymentId};
use crate::provider::gateway::Provider;
use crate::store::{ReturnLimit, StoreError};

/// The buyer's return asks at most this often…
const RETURN_GAP: Duration = Duration::from_secs(30);
/// …and so many times per payment, so that a reload or a bot adds nothing.
const RETURN_ASKS: u32 = 5;

/// What asks.
#[derive(Clone)]
pub struct Questioner {
    /// Moves payments.
    pub mover: Mover,
    /// Knows how they stand.
    pub provider: Arc<dyn Provider>,
}

/// Why the merchant may not ask now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooSoon {
    /// Seconds until it may.
    pub retry_after: u64,
}

impl Questioner {
    /// Asks about a payment whose claim is ours, and stores what came back.
    ///
    /// # Errors
    /// When the store fails; the payment is asked about again when it is due.
    pub async fn ask_claimed(&self, payment: Payment, by: Asker) -> Result<Payment, StoreError> {
        let epoch = payment.schedule.epoch;
        let event = match payment.transaction_id {
            Some(transaction_id) => {
                match self.provider.information(&payment.site, transaction_id).await {
                    Ok(information) => Event::Informed(by, information),
                    Err(error) => {
                        tracing::warn!(payment = %payment.id, by = by.as_str(), %error, "The provider did not say how a payment stands.");
                        Event::NotInformed(by, error.to_string())
                    }
                }
            }
            None => Event::NotInformed(by, "no transactionID to ask about".to_owned()),
        };
        self.mover.happen(payment, &event, Some(epoch)).await
    }

    /// The buyer is back: asks at once where the limits allow, and says how it stands.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn returned(&self, id: &PaymentId) -> Result<Option<Payment>, StoreError> {
        let now = self.mover.clock.now();
        let limit = ReturnLimit { now, last_before: earlier(now, RETURN_GAP), max: RETURN_ASKS };
        match self.mover.store.claim_return(id, limit).await? {
            Some(claimed) => self.ask_claimed(claimed, Asker::Return).await.map(Some),
            None => self.mover.store.payment(id).await,
        }
    }

    /// The merchant wants to know now: held to the provider's interval.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn merchant_asks(
        &self,
        payment: &Payment,
    ) -> Result<Result<Payment, TooSoon>, StoreError> {
        if payment.state.is_final() {
            return Ok(Ok(payment.clone()));
        }
        let now = self.mover.clock.now();
        let times = &self.mover.times;
        let gap =
            if payment.schedule.last_asked_at.is_some() { times.every } else { times.first_after };
        let claimed = self
            .mover
            .store
            .claim_merchant(&payment.id, now, earlier(now, gap), times.next(now))
            .await?;
        if let Some(claimed) = claimed {
            return self.ask_claimed(claimed, Asker::Merchant).await.map(Ok);
        }
        let from = payment.schedule.last_asked_at.unwrap_or(payment.created_at);
        let wait = later(from, gap).as_second().saturating_sub(now.as_second());
        Ok(Err(TooSoon { retry_after: u64::try_from(wait).unwrap_or(0).max(1) }))
    }
}
