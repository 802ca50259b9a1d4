//! What a merchant's server is told of a payment that moved (Standard Webhooks payload).

use std::collections::BTreeSet;
use std::sync::Arc;

use pse_shared::api::{PaymentMessage, PaymentMessageData};
use pse_shared::{NotificationState, PaymentState};
use tokio::sync::Notify;

use super::provider_record::provider_record;
use crate::model::{Notification, NotificationId, Payment, SiteName};
use crate::ports::store::StoreError;
use crate::time::bogota::rfc3339;

/// Writes the webhook messages of the sites that have a webhook.
#[derive(Debug, Clone)]
pub struct WebhookMessages {
    sites: Arc<BTreeSet<SiteName>>,
    wake: Arc<Notify>,
}

impl WebhookMessages {
    /// Takes the sites that have a webhook; `wake` wakes the sender of messages.
    pub fn new(sites: impl IntoIterator<Item = SiteName>, wake: Arc<Notify>) -> Self {
        Self { sites: Arc::new(sites.into_iter().collect()), wake }
    }

    /// Wakes the sender of messages: there is a new one.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// Makes the notification of a payment's change from a state; `None` when its site has no webhook.
    ///
    /// # Errors
    /// When the message cannot be given an id or be written.
    pub fn compose(
        &self,
        payment: &Payment,
        previous: Option<PaymentState>,
    ) -> Result<Option<Notification>, StoreError> {
        if !self.sites.contains(&payment.site) {
            return Ok(None);
        }
        let at = payment.updated_at;
        let message = PaymentMessage {
            kind: PaymentMessage::kind_of(payment.state),
            timestamp: rfc3339(at),
            data: PaymentMessageData {
                payment_id: payment.id.to_string(),
                checkout_id: payment.checkout_id.to_string(),
                reference: payment.merchant_reference.clone(),
                provider_reference: payment.reference.clone(),
                state: payment.state,
                previous_state: previous,
                total_amount: payment.amounts.total,
                currency: payment.currency.clone(),
                bank_code: payment.bank_code.clone(),
                provider: provider_record(payment),
                refusal: payment.refusal,
                cus: payment.cus.clone(),
                reason_code: payment.reason_code.clone(),
                reason_text: payment.reason_text.clone(),
                on_test: payment.on_test,
            },
        };
        let failed = |error: &dyn core::fmt::Display| StoreError::Failed(error.to_string());
        Ok(Some(Notification {
            id: NotificationId::new(at).map_err(|error| failed(&error))?,
            payment_id: payment.id.clone(),
            site: payment.site.clone(),
            body: serde_json::to_string(&message).map_err(|error| failed(&error))?,
            state: NotificationState::Due,
            attempts: 0,
            next_attempt_at: at,
            created_at: at,
        }))
    }
}
