//! Carrying out transitions: each is stored with the notification it causes, and raises its alerts.

use std::sync::Arc;

use super::machine::{self, Event, Transition};
use super::probe_times::ProbeTimes;
use super::webhook_messages::WebhookMessages;
use crate::alerts::Alerts;
use crate::model::Payment;
use crate::ports::store::{PaymentChange, Store, StoreError};
use crate::time::Clock;

/// How often a transition is tried anew while others keep changing the same payment.
const MAX_TRIES: u32 = 16;

/// Applies events to payments: stores each transition with its notification and raises its alerts.
#[derive(Clone)]
pub struct Transitions {
    /// The store that keeps the payments.
    pub store: Arc<dyn Store>,
    /// The clock that dates every transition.
    pub clock: Arc<dyn Clock>,
    /// The times at which the provider is asked about a payment.
    pub times: ProbeTimes,
    /// Writes the webhook messages to merchants' servers.
    pub messages: WebhookMessages,
    /// Raises alerts to the operator.
    pub alerts: Alerts,
}

impl Transitions {
    /// Applies an event to a payment. `expected_epoch` is the claim an answer was asked under: when the payment has
    /// been claimed again since, nothing is stored.
    ///
    /// Returns the payment as it is afterwards.
    ///
    /// # Errors
    /// When the store fails; nothing was stored then.
    pub async fn apply(
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
            let transition = machine::decide(&payment, event, at, &self.times);
            if transition.payment == payment && transition.history.is_none() {
                self.report(&transition);
                return Ok(payment);
            }
            if let Some(stored) = self.store(&transition).await? {
                self.report(&transition);
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

    async fn store(&self, transition: &Transition) -> Result<Option<Payment>, StoreError> {
        let moved = transition.changes_state();
        let payment = &transition.payment;
        let previous = transition.history.as_ref().and_then(|entry| entry.from);
        let notification = if moved { self.messages.compose(payment, previous)? } else { None };
        let told = notification.is_some();
        let change = PaymentChange {
            payment: payment.clone(),
            history: transition.history.clone(),
            checkout: transition.checkout,
            notification,
        };
        if !self.store.save(&change).await? {
            return Ok(None);
        }
        if told {
            self.messages.wake();
        }
        let mut stored = change.payment;
        stored.version = stored.version.saturating_add(1);
        Ok(Some(stored))
    }

    /// Says what happened, once, and what needs a person.
    fn report(&self, transition: &Transition) {
        let payment = &transition.payment;
        if transition.changes_state() {
            tracing::info!(
                payment = %payment.id,
                checkout = payment.checkout_id.for_logs(),
                site = %payment.site,
                provider = %payment.provider,
                state = payment.state.as_str(),
                transaction = payment.transaction.as_ref().map(tracing::field::display),
                refusal = payment.refusal.map(crate::ports::provider::Refusal::as_str),
                "A payment moved."
            );
        }
        let note = transition.history.as_ref().and_then(|entry| entry.note.as_deref());
        for alert in &transition.alerts {
            self.alerts.raise_for_payment(*alert, &payment.id, note);
        }
    }
}
