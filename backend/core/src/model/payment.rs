//! A payment: one attempt to pay a checkout, and everything the provider said of it.

use jiff::Timestamp;
use pse_shared::api::Bank;
use pse_shared::order::Amounts;
use pse_shared::{BankInterface, PaymentState, Person, Refusal};

use super::{
    Checkout, CheckoutId, PaymentId, ProviderData, ProviderName, SiteName, TransactionRef,
};

/// One attempt to pay a checkout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// The payment's id.
    pub id: PaymentId,
    /// The checkout that the payment pays.
    pub checkout_id: CheckoutId,
    /// The site whose order the payment pays.
    pub site: SiteName,
    /// The provider that was asked to create the transaction; only that one is ever asked about it.
    pub provider: ProviderName,
    /// The merchant's reference.
    pub merchant_reference: String,
    /// The number of this attempt on the merchant's reference, from 1.
    pub attempt: u32,
    /// The reference sent to the provider: the merchant's, with the attempt's number from the second on.
    pub reference: String,
    /// The amounts, as the checkout had them.
    pub amounts: Amounts,
    /// The currency, ISO 4217.
    pub currency: String,
    /// The bank's code.
    pub bank_code: String,
    /// The bank's name when the payment was made.
    pub bank_name: String,
    /// Whether a person or a company pays.
    pub bank_interface: BankInterface,
    /// The person or company who pays.
    pub payer: Person,
    /// The payment's state. Only [`crate::payments::machine`] changes it.
    pub state: PaymentState,
    /// The number of changes so far (optimistic locking): a change is stored only over the version it was made from.
    pub version: i64,
    /// When the payment was stored, before the provider was called.
    pub created_at: Timestamp,
    /// When the payment last changed.
    pub updated_at: Timestamp,
    /// The provider's id of the transaction, once it gave one.
    pub transaction: Option<TransactionRef>,
    /// PSE's tracking code (CUS); leading zeros matter.
    pub cus: Option<String>,
    /// PSE's clearing cycle (`transactionCycle`).
    pub transaction_cycle: Option<i32>,
    /// The address of the bank's page that the buyer was sent to.
    pub bank_url: Option<String>,
    /// Why the provider refused to create the transaction; `None` when it did not refuse.
    pub refusal: Option<Refusal>,
    /// PSE's latest code for the outcome.
    pub reason_code: Option<String>,
    /// PSE's latest words for the outcome, masked.
    pub reason_text: Option<String>,
    /// When the bank processed the debit, as it came.
    pub bank_process_date: Option<String>,
    /// Whether the provider says that the transaction is a test.
    pub on_test: bool,
    /// The provider's own latest value for each of its names.
    pub provider_data: ProviderData,
    /// When the provider was and will be asked about the payment.
    pub schedule: Schedule,
}

/// When a payment's provider was and will be asked about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Schedule {
    /// When the probe asks next; `None` when the payment is not pending.
    pub next_probe_at: Option<Timestamp>,
    /// The number of claims so far; an answer counts only when the claim it was asked under is still the latest.
    pub epoch: i64,
    /// When the provider was last asked, whoever asked.
    pub last_asked_at: Option<Timestamp>,
    /// How often a buyer's return from the bank has asked.
    pub return_asks: u32,
    /// When a buyer's return from the bank last asked.
    pub last_return_ask_at: Option<Timestamp>,
}

impl Payment {
    /// Makes a new payment in the state `creating`. The store sets its attempt and its reference at the provider.
    #[must_use]
    pub fn begun(
        id: PaymentId,
        checkout: &Checkout,
        provider: ProviderName,
        bank: &Bank,
        bank_interface: BankInterface,
        payer: Person,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            checkout_id: checkout.id.clone(),
            site: checkout.site.clone(),
            provider,
            merchant_reference: checkout.reference.clone(),
            attempt: 1,
            reference: checkout.reference.clone(),
            amounts: checkout.amounts,
            currency: checkout.currency.clone(),
            bank_code: bank.code.clone(),
            bank_name: bank.name.clone(),
            bank_interface,
            payer,
            state: PaymentState::Creating,
            version: 0,
            created_at: now,
            updated_at: now,
            transaction: None,
            cus: None,
            transaction_cycle: None,
            bank_url: None,
            refusal: None,
            reason_code: None,
            reason_text: None,
            bank_process_date: None,
            on_test: false,
            provider_data: ProviderData::new(),
            schedule: Schedule::default(),
        }
    }
}
