//! The provider is asked how a payment stands: by the probe, by the buyer's return, by the
//! merchant. Nothing else ever asks.

use std::time::Duration;

use jiff::Timestamp;
use pse_shared::Actor;

use super::machine::Event;
use super::transitions::Transitions;
use crate::masking::Mask;
use crate::model::{Payment, PaymentId};
use crate::ports::provider::{NoAnswer, StatusReport};
use crate::ports::providers::Providers;
use crate::ports::store::{PaymentChange, ReturnLimit, StoreError};
use crate::time::{earlier, later};

/// The shortest time between two questions by a buyer's return.
const RETURN_GAP: Duration = Duration::from_secs(30);
/// The most questions by a buyer's return, per payment, so that a reload or a bot adds nothing.
const RETURN_ASKS: u32 = 5;

/// How long after its claim a buyer's return or a merchant's request may still ask: whoever waited for the answer has gone.
const LATEST: Duration = Duration::from_secs(5);
/// How often the probe claims a payment anew, because it was held up again.
const CLAIMS: u32 = 3;

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
    /// Asks about a payment that this caller has claimed, and stores the answer. A claim that another followed, while
    /// this process was held up, asks nothing.
    ///
    /// # Errors
    /// When the store fails; the payment is asked about again when it is due.
    pub async fn check_claimed(&self, payment: Payment, by: Actor) -> Result<Payment, StoreError> {
        // Before the provider is asked: a store that fails costs a question and no answer.
        let mask = self.mask(&payment).await?;
        let payment = match self.in_time(payment, by).await? {
            Ok(payment) => payment,
            Err(late) => return Ok(late),
        };
        let epoch = payment.schedule.epoch;
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

    /// A claimed payment that may be asked about now; as an error one that may not. The process may have been suspended
    /// since its claim, or its store slow, and another one may have asked in the meantime.
    async fn in_time(
        &self,
        mut payment: Payment,
        by: Actor,
    ) -> Result<Result<Payment, Payment>, StoreError> {
        let Transitions { clock, times, .. } = &self.transitions;
        let (delay, claims) = match by {
            Actor::Probe => (times.delay(), CLAIMS),
            Actor::Buyer | Actor::Return | Actor::Merchant | Actor::System => (LATEST, 0),
        };
        for claimed in 0..=claims {
            let now = clock.now();
            if payment.schedule.last_asked_at.is_none_or(|at| now <= later(at, delay)) {
                return Ok(Ok(payment));
            }
            if claimed == claims {
                break;
            }
            payment = match self.claim_again(payment, now).await? {
                Ok(payment) => payment,
                late => return Ok(late),
            };
        }
        tracing::warn!(payment = %payment.id, by = by.as_str(), "A question came too late after its claim and was not asked.");
        Ok(Err(payment))
    }

    /// Claims a payment that this process has claimed before; as an error the payment as it was, when it has changed
    /// since.
    async fn claim_again(
        &self,
        payment: Payment,
        now: Timestamp,
    ) -> Result<Result<Payment, Payment>, StoreError> {
        let mut claimed = payment.clone();
        claimed.schedule.epoch = claimed.schedule.epoch.saturating_add(1);
        claimed.schedule.last_asked_at = Some(now);
        claimed.schedule.next_probe_at = Some(self.transitions.times.after_claim(now));
        let change =
            PaymentChange { payment: claimed, history: None, checkout: None, notification: None };
        if !self.transitions.store.save(&change).await? {
            return Ok(Err(payment));
        }
        let mut claimed = change.payment;
        claimed.version = claimed.version.saturating_add(1);
        Ok(Ok(claimed))
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
