//! A move is stored, told to the merchant, and heard by the buyer's page.

use std::sync::Arc;

use super::machine::{self, Event, Step};
use super::times::ProbeTimes;
use crate::clock::Clock;
use crate::events::Events;
use crate::model::Payment;
use crate::notifications::compose::Composer;
use crate::notifications::operator::Operator;
use crate::store::{Change, Store, StoreError};

/// Someone else keeps changing the same payment.
const MAX_TRIES: u32 = 16;

/// What moves payments.
#[derive(Clone)]
pub struct Mover {
    /// Where they are kept.
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// When the provider is asked.
    pub times: ProbeTimes,
    /// Who hears of changes.
    pub events: Events,
    /// What merchants are told.
    pub composer: Composer,
    /// Who is told of trouble.
    pub operator: Operator,
}

impl Mover {
    /// Lets an event happen to a payment. `expected_epoch` is the claim an answer was asked
    /// under: when the payment has been claimed again since, nothing is stored.
    ///
    /// Returns the payment as it is afterwards.
    ///
    /// # Errors
    /// When the store fails; nothing was stored then.
    pub async fn happen(
        &self,
        mut payment: Payment,
        event: &Event,
        expected_epoch: Option<i64>,
    ) -> Result<Payment, StoreError> {
        for _ in 0..MAX_TRIES {
            if expected_epoch.is_some_and(|epoch| epoch != payment.schedule.epoch) {
                return Ok(payment);
            }
            let at = self.clock.now();
            let step = machine::step(&payment, event, at, &self.times);
            if step.payment == payment && step.history.is_none() {
                self.report(&step);
                return Ok(payment);
            }
            if let Some(stored) = self.store(&step).await? {
                self.report(&step);
                return Ok(stored);
            }
            payment = self
                .store
                .payment(&payment.id)
                .await?
                .ok_or_else(|| StoreError::Corrupt(format!("{} is gone", payment.id)))?;
        }
        Err(StoreError::Failed(format!("{} changes too often to be changed", payment.id)))
    }

    async fn store(&self, step: &Step) -> Result<Option<Payment>, StoreError> {
        let moved = step.moved();
        let notification = if moved { self.composer.compose(step)? } else { None };
        let told = notification.is_some();
        let change = Change {
            payment: step.payment.clone(),
            history: step.history.clone(),
            checkout: step.checkout,
            notification,
        };
        if !self.store.save(&change).await? {
            return Ok(None);
        }
        if moved {
            self.events.changed(&step.payment.checkout_id);
            if told {
                self.composer.wake();
            }
        }
        let mut stored = change.payment;
        stored.version = stored.version.saturating_add(1);
        Ok(Some(stored))
    }

    /// Says what happened, once, and what needs a person.
    fn report(&self, step: &Step) {
        let payment = &step.payment;
        if step.moved() {
            tracing::info!(
                payment = %payment.id,
                checkout = %payment.checkout_id,
                site = %payment.site,
                state = payment.state.as_str(),
                transaction_id = payment.transaction_id,
                return_code = payment.return_code,
                "A payment moved."
            );
        }
        let note = step.history.as_ref().and_then(|entry| entry.note.as_deref());
        for alert in &step.alerts {
            self.operator.about(*alert, &payment.id, note);
        }
    }
}
