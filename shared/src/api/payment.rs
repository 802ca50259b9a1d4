//! `POST /v1/checkouts/{id}/payments` and a merchant's payments.

use std::collections::BTreeMap;

#[cfg(feature = "schema")]
use super::schema::{CheckoutId, Currency, PaymentId};
use crate::actor::Actor;
use crate::amount::Amount;
use crate::bank_interface::BankInterface;
use crate::person::Person;
use crate::refusal::Refusal;
use crate::state::PaymentState;
use crate::words::Language;

/// What the buyer confirms to pay a checkout. The amount is not here: the merchant fixed it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CreatePayment {
    /// The code of the bank to pay from, one of the bank list.
    pub bank_code: String,
    /// Whether a natural person or a company pays.
    pub bank_interface: BankInterface,
    /// The language the buyer reads, for the provider's pages; the checkout's where it is left out. Part of the body as any
    /// field: one `Idempotency-Key` does not serve two languages.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(feature = "schema", schema(value_type = Language))]
    pub language: Option<Language>,
    /// What the merchant did not send of the payer: at least the checkout's `payer_fields`. A company's document is a NIT, a
    /// person's anything else.
    #[cfg_attr(feature = "serde", serde(default))]
    pub payer: Person,
}

/// The answer about a new payment: where to send the buyer now.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PaymentCreated {
    /// The payment's id.
    #[cfg_attr(feature = "schema", schema(value_type = PaymentId))]
    pub payment_id: String,
    /// The address at the bank. The whole tab goes there: never a frame, never a pop-up.
    #[cfg_attr(feature = "schema", schema(format = "uri"))]
    pub bank_url: String,
}

/// A payment as its merchant sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PaymentRecord {
    /// The payment's id.
    #[cfg_attr(feature = "schema", schema(value_type = PaymentId))]
    pub id: String,
    /// The checkout's id.
    #[cfg_attr(feature = "schema", schema(value_type = CheckoutId))]
    pub checkout_id: String,
    /// Where the payment stands.
    pub state: PaymentState,
    /// The merchant's reference.
    pub merchant_reference: String,
    /// The reference that the provider got: the merchant's own, with `-2`, `-3`… for later attempts.
    pub reference: String,
    /// The amount that is collected in all.
    pub total_amount: Amount,
    /// The tax in the total.
    pub tax_amount: Amount,
    /// The currency of the amounts (ISO 4217).
    #[cfg_attr(feature = "schema", schema(value_type = Currency))]
    pub currency: String,
    /// The bank's code.
    pub bank_code: String,
    /// The bank's name when the payment was made.
    pub bank_name: String,
    /// Whether a natural person or a company pays.
    pub bank_interface: BankInterface,
    /// What the provider itself calls this payment and said of it.
    pub provider: ProviderRecord,
    /// Why the provider refused to create the transaction; `null` unless it did.
    pub refusal: Option<Refusal>,
    /// The transaction's unique follow-up code (`trazabilityCode`); leading zeros matter, zeros alone are none.
    pub cus: Option<String>,
    /// PSE's settlement cycle (`transactionCycle`).
    pub transaction_cycle: Option<i32>,
    /// The provider's latest code for the payment's outcome (`responseReasonCode`).
    pub reason_code: Option<String>,
    /// The provider's latest words for the payment's outcome (`responseReasonText`); what quotes the request is covered
    /// (`***`).
    pub reason_text: Option<String>,
    /// When the buyer confirmed the payment.
    #[cfg_attr(feature = "schema", schema(format = DateTime))]
    pub created_at: String,
    /// When the payment last changed.
    #[cfg_attr(feature = "schema", schema(format = DateTime))]
    pub updated_at: String,
    /// When the bank processed the payment, as the provider writes it.
    pub bank_process_date: Option<String>,
    /// When the provider is asked next about the payment; null once its state is final.
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, format = DateTime))]
    pub next_probe_at: Option<String>,
    /// Whether the provider says that the payment is a test.
    pub on_test: bool,
    /// The person who pays.
    pub payer: Person,
    /// What the buyer consented to by confirming; absent where the site asked for nothing, and in lists.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(feature = "schema", schema(value_type = ConsentRecord))]
    pub consent: Option<ConsentRecord>,
    /// Every change of the payment and every answer about it, oldest first; absent in lists.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub history: Vec<HistoryRow>,
}

/// What a buyer consented to by confirming a payment (treatment of personal data), to be proved later.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ConsentRecord {
    /// The words that the site showed.
    pub text: String,
    /// SHA-256 of the words in UTF-8, hexadecimal.
    #[cfg_attr(feature = "schema", schema(pattern = "^[0-9a-f]{64}$"))]
    pub hash: String,
    /// The number of the words among all that the site has used, from 1 in the order of their first use.
    #[cfg_attr(feature = "schema", schema(minimum = 1))]
    pub version: u32,
    /// When the buyer confirmed.
    #[cfg_attr(feature = "schema", schema(format = DateTime))]
    pub at: String,
    /// The IP address the buyer confirmed from.
    pub address: String,
}

/// What a provider calls a payment and said of it, in the provider's own words: for the merchant's
/// records and the provider's help desk, never for the buyer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ProviderRecord {
    /// The provider's name in the service's configuration.
    pub name: String,
    /// The provider's id of the transaction; null when none was created.
    pub transaction: Option<String>,
    /// The provider's own words by their names (`session_id`, `return_code`, `response_code`, `transaction_state`; of a
    /// call that failed `fault`, or `page`, what came instead of an answer; with Place to Pay's SOAP service). What quotes
    /// the request is covered (`***`), and long texts are cut.
    pub data: BTreeMap<String, String>,
}

/// One row of a payment's history.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct HistoryRow {
    /// When the change or answer came.
    #[cfg_attr(feature = "schema", schema(format = DateTime))]
    pub at: String,
    /// The payment's state before; null in the first row.
    pub from: Option<PaymentState>,
    /// The payment's state after (the same when the row only records an answer).
    pub to: PaymentState,
    /// The actor that made the provider be asked.
    pub by: Actor,
    /// The provider's own words in this answer, by their names; what quotes the request is covered (`***`).
    pub data: BTreeMap<String, String>,
    /// The provider's code for the outcome in this answer (`responseReasonCode`).
    pub reason_code: Option<String>,
    /// The provider's words for the outcome in this answer (`responseReasonText`).
    pub reason_text: Option<String>,
    /// What happened, where the provider's codes do not say it; else null.
    pub note: Option<String>,
}

/// A page of a merchant's payments, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PaymentPage {
    /// The page's payments, without their history.
    pub payments: Vec<PaymentRecord>,
    /// The next page's `cursor`, to be given back to get it; absent on the last page.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub next_cursor: Option<String>,
}
