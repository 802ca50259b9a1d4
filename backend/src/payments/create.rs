//! The buyer confirms: the payment is stored, the provider asked once, its whole answer stored, and
//! only then is the bank's address given out (specification, "Confirmación y redirección al banco").

use std::sync::Arc;

use jiff::Timestamp;
use pse_shared::api::{CreatePayment, PaymentCreated};
use pse_shared::{
    BankInterface, CheckoutState, FieldCode, FieldError, PayerField, PaymentState, Person,
};
use tokio::sync::Notify;
use tokio_util::task::TaskTracker;
use url::Url;

use super::apply::Mover;
use super::first_answer;
use super::keep;
use super::machine::Event;
use crate::banks::lists::{BankLists, NoList};
use crate::model::{
    Asker, Checkout, CheckoutId, HistoryEntry, Payment, PaymentId, Schedule, id::NoRandomness,
};
use crate::provider::gateway::Provider;
use crate::provider::limits::Permit;
use crate::provider::request::{self, Browser};
use crate::store::{Idempotency, InsertIntent, Intent, StoreError};

/// Creates payments.
#[derive(Clone)]
pub struct Creator {
    /// Moves them.
    pub mover: Mover,
    /// Is asked to create the transaction.
    pub provider: Arc<dyn Provider>,
    /// Which banks there are.
    pub banks: Arc<BankLists>,
    /// Where this service is reached, for the bank's way back.
    pub public_url: Url,
    /// Work that goes on when the browser leaves.
    pub tasks: TaskTracker,
    /// Woken when a payment becomes pending.
    pub probe: Arc<Notify>,
}

/// Why the buyer is not sent to the bank.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// No such checkout.
    #[error("no such checkout")]
    NotFound,
    /// Its time is over.
    #[error("the checkout has expired")]
    Expired,
    /// A payment of its reference is waiting for its bank.
    #[error("a payment of the reference is pending")]
    Pending(Box<Payment>),
    /// Its reference is paid.
    #[error("the reference is paid")]
    Paid(Box<Payment>),
    /// Fields are wrong.
    #[error("{} fields are wrong", .0.len())]
    Invalid(Vec<FieldError>),
    /// The idempotency key was used with another body.
    #[error("the idempotency key was used with another body")]
    KeyReused,
    /// The first request with this key has no answer yet.
    #[error("the first request with this key is still running")]
    StillRunning,
    /// There is no bank list to choose from.
    #[error(transparent)]
    NoBankList(#[from] NoList),
    /// The provider cannot be reached; nothing was sent.
    #[error("the provider cannot be reached; nothing was sent")]
    Unavailable {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// The provider was asked and gave no usable answer.
    #[error("the provider gave no usable answer")]
    Unanswered(Box<Payment>),
    /// The provider refused.
    #[error("the provider refused")]
    Refused(Box<Payment>),
    /// The store failed; the buyer is not sent to pay.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Nothing can be named.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
    /// The work was cut short by a stop.
    #[error("the service is stopping")]
    Stopping,
}

impl Creator {
    /// Creates a payment, or answers again what the same key and body were answered before.
    ///
    /// # Errors
    /// See [`CreateError`].
    pub async fn create(
        &self,
        id: &CheckoutId,
        request: CreatePayment,
        key: Option<Idempotency>,
        browser: Browser,
    ) -> Result<PaymentCreated, CreateError> {
        let store = &self.mover.store;
        let mut checkout = store.checkout(id).await?.ok_or(CreateError::NotFound)?;
        if let Some(key) = &key
            && let Some((payment, body_hash)) = store.payment_of_key(id, &key.key).await?
        {
            return replay(&payment, &body_hash, key);
        }
        let now = self.mover.clock.now();
        self.is_payable(&checkout, now).await?;
        let payer = payer(&checkout, request.payer, request.bank_interface)?;
        let banks = self.banks.list(&checkout.site).await?;
        let bank = banks.bank(&request.bank_code).ok_or_else(|| {
            CreateError::Invalid(vec![FieldError::new("bank_code", FieldCode::UnknownBank)])
        })?;
        let permit = self.provider.admit_creation().map_err(|error| {
            tracing::warn!(checkout = %checkout.id, %error, "A payment was turned away before it was stored.");
            CreateError::Unavailable { retry_after: 5 }
        })?;
        if let Some(language) = request.language {
            // The buyer's own, for this transaction.
            checkout.language = language.provider_code().to_owned();
        }
        let payment = Payment {
            id: PaymentId::random()?,
            checkout_id: checkout.id.clone(),
            site: checkout.site.clone(),
            merchant_reference: checkout.reference.clone(),
            attempt: 1,
            reference: checkout.reference.clone(),
            amounts: checkout.amounts,
            currency: checkout.currency.clone(),
            bank_code: bank.code.clone(),
            bank_name: bank.name.clone(),
            bank_interface: request.bank_interface,
            payer,
            state: PaymentState::Creating,
            version: 0,
            created_at: now,
            updated_at: now,
            transaction_id: None,
            session_id: None,
            cus: None,
            transaction_cycle: None,
            bank_url: None,
            return_code: None,
            response_code: None,
            reason_code: None,
            reason_text: None,
            transaction_state: None,
            bank_process_date: None,
            on_test: false,
            schedule: Schedule::default(),
        };
        // From here on the work does not depend on the browser's staying.
        let this = self.clone();
        let work = async move { this.carry_out(checkout, payment, key, browser, permit).await };
        self.tasks.spawn(work).await.unwrap_or(Err(CreateError::Stopping))
    }

    async fn is_payable(&self, checkout: &Checkout, now: Timestamp) -> Result<(), CreateError> {
        match checkout.state_at(now) {
            CheckoutState::Open => Ok(()),
            CheckoutState::Expired => Err(CreateError::Expired),
            CheckoutState::Pending | CheckoutState::Paid => {
                let blocking =
                    self.mover.store.blocking_payment(&checkout.site, &checkout.reference).await?;
                // It may just have ended: the intent decides.
                blocking.map_or(Ok(()), |payment| Err(blocked(payment)))
            }
        }
    }

    async fn carry_out(
        &self,
        checkout: Checkout,
        payment: Payment,
        key: Option<Idempotency>,
        browser: Browser,
        permit: Permit,
    ) -> Result<PaymentCreated, CreateError> {
        let history = HistoryEntry {
            at: payment.created_at,
            from: None,
            to: PaymentState::Creating,
            by: Asker::Buyer,
            return_code: None,
            transaction_state: None,
            reason_code: None,
            reason_text: None,
            note: None,
        };
        let intent = Intent { payment, history, idempotency: key.clone() };
        let payment = match self.mover.store.insert_intent(&intent).await? {
            InsertIntent::Stored(payment) => *payment,
            InsertIntent::Blocked(payment) => return Err(blocked(*payment)),
            InsertIntent::KeyUsed { payment, body_hash } => {
                let Some(key) = key else { return Err(CreateError::KeyReused) };
                return replay(&payment, &body_hash, &key);
            }
        };
        let return_url = self.return_url(&payment.id);
        let order = request::order(&checkout, &payment, &browser, &return_url);
        let creation = self.provider.create(&payment.site, &order, permit).await;
        let event = Event::Creation(creation);
        match self.mover.happen(payment.clone(), &event, None).await {
            Ok(payment) => {
                self.probe.notify_one();
                first_answer::of(&payment)
            }
            Err(error) => {
                keep::announce(&self.mover, &payment, &event);
                self.tasks.spawn(keep::keep_trying(self.mover.clone(), payment, event));
                Err(error.into())
            }
        }
    }

    fn return_url(&self, id: &PaymentId) -> String {
        let mut url = self.public_url.clone();
        url.set_path(&format!("/return/{id}"));
        url.into()
    }
}

fn replay(
    payment: &Payment,
    body_hash: &str,
    key: &Idempotency,
) -> Result<PaymentCreated, CreateError> {
    if body_hash == key.body_hash { first_answer::of(payment) } else { Err(CreateError::KeyReused) }
}

fn blocked(payment: Payment) -> CreateError {
    if payment.state == PaymentState::Approved {
        CreateError::Paid(Box::new(payment))
    } else {
        CreateError::Pending(Box::new(payment))
    }
}

/// Who pays: what the merchant sent, completed by the buyer, who may not change it.
fn payer(
    checkout: &Checkout,
    given: Person,
    interface: BankInterface,
) -> Result<Person, CreateError> {
    let given = given.normalized();
    let mut errors: Vec<FieldError> = PayerField::ALL
        .iter()
        .filter(|&&field| {
            matches!((checkout.payer.get(field), given.get(field)), (Some(fixed), Some(sent)) if fixed != sent)
        })
        .map(|field| {
            FieldError::new(format!("payer.{}", field.as_str()), FieldCode::FixedByMerchant)
        })
        .collect();
    let payer = checkout.payer.completed_by(&given);
    errors.extend(payer.check_payer(interface));
    if errors.is_empty() { Ok(payer) } else { Err(CreateError::Invalid(errors)) }
}
