//! What a merchant's server is told of a payment that moved (Standard Webhooks payload).

use std::collections::BTreeSet;
use std::sync::Arc;

use pse_shared::Refusal;
use pse_shared::api::ProviderRecord;
use serde::Serialize;
use tokio::sync::Notify;

use crate::banks::day::rfc3339;
use crate::config::SiteName;
use crate::model::{Notification, NotificationId, NotificationState};
use crate::payments::machine::Step;
use crate::store::StoreError;

/// Writes notifications for the sites that want them.
#[derive(Debug, Clone)]
pub struct Composer {
    sites: Arc<BTreeSet<SiteName>>,
    wake: Arc<Notify>,
}

#[derive(Serialize)]
struct Message<'a> {
    #[serde(rename = "type")]
    kind: String,
    timestamp: String,
    data: Data<'a>,
}

#[derive(Serialize)]
struct Data<'a> {
    payment_id: &'a str,
    checkout_id: &'a str,
    reference: &'a str,
    provider_reference: &'a str,
    state: &'static str,
    previous_state: Option<&'static str>,
    total_amount: String,
    currency: &'a str,
    bank_code: &'a str,
    provider: ProviderRecord,
    refusal: Option<Refusal>,
    cus: Option<&'a str>,
    reason_code: Option<&'a str>,
    reason_text: Option<&'a str>,
    on_test: bool,
}

impl Composer {
    /// For the sites that have a webhook; `wake` wakes whoever delivers.
    pub fn new(sites: impl IntoIterator<Item = SiteName>, wake: Arc<Notify>) -> Self {
        Self { sites: Arc::new(sites.into_iter().collect()), wake }
    }

    /// Something new is to be delivered.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// What is told of a step, when its site wants to be told.
    ///
    /// # Errors
    /// When it cannot be named or written.
    pub fn compose(&self, step: &Step) -> Result<Option<Notification>, StoreError> {
        let payment = &step.payment;
        if !self.sites.contains(&payment.site) {
            return Ok(None);
        }
        let at = payment.updated_at;
        let message = Message {
            kind: format!("payment.{}", payment.state.as_str()),
            timestamp: rfc3339(at),
            data: Data {
                payment_id: payment.id.as_str(),
                checkout_id: payment.checkout_id.as_str(),
                reference: &payment.merchant_reference,
                provider_reference: &payment.reference,
                state: payment.state.as_str(),
                previous_state: step
                    .history
                    .as_ref()
                    .and_then(|entry| entry.from)
                    .map(pse_shared::PaymentState::as_str),
                total_amount: payment.amounts.total.to_string(),
                currency: &payment.currency,
                bank_code: &payment.bank_code,
                provider: payment.provider(),
                refusal: payment.refusal(),
                cus: payment.cus.as_deref(),
                reason_code: payment.reason_code.as_deref(),
                reason_text: payment.reason_text.as_deref(),
                on_test: payment.on_test,
            },
        };
        let failed = |error: &dyn core::fmt::Display| StoreError::Failed(error.to_string());
        Ok(Some(Notification {
            id: NotificationId::random().map_err(|error| failed(&error))?,
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
