//! The buyer confirms: the payment is stored, the provider asked once, its whole answer stored, and
//! only then is the bank's address given out (specification, "Confirmación y redirección al banco").

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use pse_shared::api::{CreatePayment, PaymentCreated};
use pse_shared::{
    Actor, BankInterface, CheckoutState, FieldCode, FieldError, PayerField, PaymentState, Person,
    paths,
};
use tokio::sync::Notify;
use tokio_util::task::TaskTracker;
use url::Url;

use super::first_answer;
use super::machine::Event;
use super::retry_store;
use super::start_error::StartError;
use super::transitions::Transitions;
use crate::banks::lists::BankLists;
use crate::model::{
    Checkout, CheckoutId, ConsentGiven, ConsentText, HistoryEntry, Payment, PaymentId, SiteName,
    Visitor,
};
use crate::ports::provider::{Charge, Creation, NoAnswer, Permit, Provider};
use crate::ports::providers::Providers;
use crate::ports::store::{IdempotencyKey, InsertIntent, Intent};
use crate::text::composed::cleaned;
use crate::time::later;

/// How long after a payment was begun its provider may still be asked to create it. A process that was suspended for longer
/// may be held for dead, and its payment settled.
const LATEST_CREATION: Duration = Duration::from_secs(20);

/// How long a process holds a creation besides the time its provider may take: its commits, on a busy machine.
const BESIDE_THE_PROVIDER: Duration = Duration::from_secs(100);

/// Starts payments: stores the payment, asks the provider once, stores the answer.
#[derive(Clone)]
pub struct PaymentStarter {
    /// Applies and stores the payments' transitions.
    pub transitions: Transitions,
    /// The providers; the site's own one is asked to create the transaction.
    pub providers: Providers,
    /// The longest that a provider may take to create a transaction; a creation is held longer by its process.
    pub longest_creation: Duration,
    /// What buyers of a site consent to by paying, where it asks for it.
    pub consents: Arc<BTreeMap<SiteName, ConsentText>>,
    /// The bank lists that a payment's bank must be in.
    pub banks: Arc<BankLists>,
    /// The public address of this service, to which banks send buyers back.
    pub public_url: Url,
    /// Runs the work in tasks that go on when the browser disconnects.
    pub tasks: TaskTracker,
    /// Wakes the probe when a payment becomes pending.
    pub probe: Arc<Notify>,
}

/// A payment about to be stored, with what its provider is asked.
struct NewPayment {
    checkout: Checkout,
    payment: Payment,
    visitor: Visitor,
    provider: Arc<dyn Provider>,
    permit: Permit,
}

impl PaymentStarter {
    /// Starts a payment, or gives the same answer again to the same idempotency key and body.
    ///
    /// # Errors
    /// See [`StartError`].
    pub async fn start(
        &self,
        id: &CheckoutId,
        request: CreatePayment,
        key: Option<IdempotencyKey>,
        visitor: Visitor,
    ) -> Result<PaymentCreated, StartError> {
        let checkout = self.transitions.store.checkout(id).await?.ok_or(StartError::NotFound)?;
        self.start_for(checkout, request, key, visitor).await
    }

    /// Does what [`Self::start`] does, for a checkout that has just been read.
    ///
    /// # Errors
    /// See [`StartError`].
    pub async fn start_for(
        &self,
        checkout: Checkout,
        request: CreatePayment,
        key: Option<IdempotencyKey>,
        visitor: Visitor,
    ) -> Result<PaymentCreated, StartError> {
        let id = checkout.id.clone();
        let attempt = match self.prepare(checkout, request, visitor).await {
            Ok(attempt) => attempt,
            // A key that was used before gets its first answer whatever has happened since. The intent looks for it too,
            // in the transaction that uses it, so it is asked for here only when there will be none.
            Err(error) => return self.first_answer(&id, key.as_ref()).await?.unwrap_or(Err(error)),
        };
        // From here on the work does not depend on the browser's staying. On the heap once: the task is moved about.
        let this = self.clone();
        let work = Box::pin(async move { this.carry_out(attempt, key).await });
        self.tasks.spawn(work).await.unwrap_or(Err(StartError::Stopping))
    }

    /// What was answered to the first use of an idempotency key, if it was used.
    async fn first_answer(
        &self,
        id: &CheckoutId,
        key: Option<&IdempotencyKey>,
    ) -> Result<Option<Result<PaymentCreated, StartError>>, StartError> {
        let Some(key) = key else { return Ok(None) };
        let first = self.transitions.store.payment_of_key(id, &key.key).await?;
        Ok(first.map(|(payment, body_hash)| replay(&payment, &body_hash, key)))
    }

    /// Judges what the buyer asks for, and gets a place at the provider.
    async fn prepare(
        &self,
        mut checkout: Checkout,
        request: CreatePayment,
        visitor: Visitor,
    ) -> Result<NewPayment, StartError> {
        let now = self.transitions.clock.now();
        self.is_payable(&checkout, now).await?;
        let payer = payer(&checkout, request.payer, request.bank_interface)?;
        let banks = self.banks.list(&checkout.site).await?;
        let bank = banks.bank(&request.bank_code).ok_or_else(|| {
            StartError::Invalid(vec![FieldError::new("bank_code", FieldCode::UnknownBank)])
        })?;
        let unavailable = || StartError::Unavailable { retry_after: 5 };
        let (name, provider) = self.providers.of_site(&checkout.site).ok_or_else(unavailable)?;
        let permit = provider.admit().map_err(|error| {
            tracing::warn!(checkout = checkout.id.for_logs(), provider = %name, %error, "A payment was turned away before it was stored.");
            unavailable()
        })?;
        if let Some(language) = request.language {
            // The buyer's own, for this transaction.
            checkout.language = language.provider_code().to_owned();
        }
        let payment = Payment::begun(
            PaymentId::new(now)?,
            &checkout,
            name.clone(),
            bank,
            request.bank_interface,
            payer,
            now,
        );
        Ok(NewPayment { checkout, payment, visitor, provider: Arc::clone(provider), permit })
    }

    async fn is_payable(&self, checkout: &Checkout, now: Timestamp) -> Result<(), StartError> {
        match checkout.state_at(now) {
            CheckoutState::Open => Ok(()),
            CheckoutState::Expired => Err(StartError::Expired),
            CheckoutState::Pending | CheckoutState::Paid => {
                let blocking = self
                    .transitions
                    .store
                    .blocking_payment(&checkout.site, &checkout.reference)
                    .await?;
                // It may just have ended: the intent decides.
                blocking.map_or(Ok(()), |payment| Err(blocked(payment)))
            }
        }
    }

    async fn carry_out(
        &self,
        attempt: NewPayment,
        key: Option<IdempotencyKey>,
    ) -> Result<PaymentCreated, StartError> {
        let NewPayment { checkout, payment, visitor, provider, permit } = attempt;
        let began = payment.created_at;
        let text = self.consents.get(&payment.site).cloned();
        let intent = Intent {
            consent: text.map(|text| ConsentGiven { text, address: visitor.ip }),
            history: HistoryEntry::new(began, None, PaymentState::Creating, Actor::Buyer),
            payment,
            idempotency: key.clone(),
            lease_until: later(began, self.longest_creation.saturating_add(BESIDE_THE_PROVIDER)),
        };
        let inserted = self.transitions.store.insert_intent(&intent).await.inspect_err(|_| {
            let id = intent.payment.id.clone();
            self.tasks.spawn(retry_store::withdraw(self.transitions.clone(), id));
        })?;
        let payment = match inserted {
            InsertIntent::Stored(payment) => *payment,
            InsertIntent::Blocked(payment) => return Err(blocked(*payment)),
            InsertIntent::TooMany => return Err(StartError::TooManyAttempts),
            InsertIntent::KeyUsed { payment, body_hash } => {
                let Some(key) = key else { return Err(StartError::KeyReused) };
                return replay(&payment, &body_hash, &key);
            }
        };
        let charge = Charge::new(&checkout, &payment, visitor, self.return_url(&payment.id));
        let creation = if self.transitions.clock.now() > later(began, LATEST_CREATION) {
            let why = "this process was held up for too long before it could ask";
            Creation::NotSent { why: NoAnswer::NotAsked(why.to_owned()) }
        } else {
            provider.create(&payment.site, &charge, permit).await
        };
        let event = Event::Creation(creation.masked(&charge.mask()));
        match self.transitions.apply(payment.clone(), &event, None).await {
            Ok(payment) => {
                self.probe.notify_one();
                first_answer::of(&payment)
            }
            Err(error) => {
                retry_store::announce(&self.transitions, &payment, &event);
                let trying = retry_store::keep_trying(self.transitions.clone(), payment, event);
                self.tasks.spawn(trying);
                Err(error.into())
            }
        }
    }

    fn return_url(&self, id: &PaymentId) -> String {
        let mut url = self.public_url.clone();
        url.set_path(&paths::return_from_bank(id.as_str()));
        url.into()
    }
}

fn replay(
    payment: &Payment,
    body_hash: &str,
    key: &IdempotencyKey,
) -> Result<PaymentCreated, StartError> {
    if key.is_of(body_hash) { first_answer::of(payment) } else { Err(StartError::KeyReused) }
}

fn blocked(payment: Payment) -> StartError {
    if payment.state == PaymentState::Approved {
        StartError::Paid(Box::new(payment))
    } else {
        StartError::Pending(Box::new(payment))
    }
}

/// Who pays: what the merchant sent, completed by the buyer, who may not say it again: an answer that told right from
/// wrong would tell the payer's data to whoever guesses.
fn payer(
    checkout: &Checkout,
    given: Person,
    interface: BankInterface,
) -> Result<Person, StartError> {
    let given = cleaned(&given, checkout.payer.document_kind());
    let mut errors: Vec<FieldError> = PayerField::ALL
        .iter()
        .filter(|&&field| checkout.payer.get(field).is_some() && given.get(field).is_some())
        .map(|field| {
            FieldError::new(format!("payer.{}", field.as_str()), FieldCode::FixedByMerchant)
        })
        .collect();
    // The type may be the one's and the number the other's.
    let payer = cleaned(&checkout.payer.completed_by(&given), None);
    errors.extend(payer.check_payer(interface));
    if errors.is_empty() { Ok(payer) } else { Err(StartError::Invalid(errors)) }
}
