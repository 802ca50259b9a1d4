//! `POST /v1/checkouts/{id}/payments` and a merchant's payments.

use std::collections::BTreeMap;

use crate::amount::Amount;
use crate::bank_interface::BankInterface;
use crate::person::Person;
use crate::refusal::Refusal;
use crate::state::PaymentState;
use crate::words::Language;

/// What the buyer confirms. The amount is not here: the merchant fixed it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CreatePayment {
    /// A code of the bank list.
    pub bank_code: String,
    /// Person or company.
    pub bank_interface: BankInterface,
    /// The language the buyer reads, for the provider's pages; the checkout's where it is left out.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub language: Option<Language>,
    /// What the merchant did not send of the payer.
    #[cfg_attr(feature = "serde", serde(default))]
    pub payer: Person,
}

/// Where to send the buyer now.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PaymentCreated {
    /// `pay_…`.
    pub payment_id: String,
    /// The bank's address; the whole tab goes there.
    pub bank_url: String,
}

/// A payment as its merchant sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PaymentRecord {
    /// `pay_…`.
    pub id: String,
    /// `chk_…`.
    pub checkout_id: String,
    /// Where it stands.
    pub state: PaymentState,
    /// The merchant's reference.
    pub merchant_reference: String,
    /// The reference the provider got.
    pub reference: String,
    /// What is collected in all.
    pub total_amount: Amount,
    /// The tax in it.
    pub tax_amount: Amount,
    /// ISO 4217.
    pub currency: String,
    /// Bank's code.
    pub bank_code: String,
    /// Bank's name when the payment was made.
    pub bank_name: String,
    /// Person or company.
    pub bank_interface: BankInterface,
    /// What the provider itself calls this payment and said of it.
    pub provider: ProviderRecord,
    /// Why the provider refused to create the transaction; `null` unless it did.
    pub refusal: Option<Refusal>,
    /// `trazabilityCode`.
    pub cus: Option<String>,
    /// `transactionCycle`.
    pub transaction_cycle: Option<i32>,
    /// `responseReasonCode`.
    pub reason_code: Option<String>,
    /// `responseReasonText`, as it came.
    pub reason_text: Option<String>,
    /// RFC 3339.
    pub created_at: String,
    /// RFC 3339.
    pub updated_at: String,
    /// RFC 3339.
    pub bank_process_date: Option<String>,
    /// RFC 3339; absent once final.
    pub next_probe_at: Option<String>,
    /// Whether the provider says it is a test.
    pub on_test: bool,
    /// Who pays.
    pub payer: Person,
    /// Every change, oldest first; only in `GET /v1/payments/{id}`.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub history: Vec<HistoryRow>,
}

/// What a provider calls a payment and said of it, in the provider's own words: for the merchant's
/// records and the provider's help desk, never for the buyer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ProviderRecord {
    /// The provider's name in the service's configuration.
    pub name: String,
    /// The provider's id of the transaction; absent when none was created.
    pub transaction: Option<String>,
    /// The provider's own words by their names, as they came (`session_id`, `return_code`,
    /// `response_code`, `transaction_state` with Place to Pay's SOAP service).
    pub data: BTreeMap<String, String>,
}

/// One row of a payment's history.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct HistoryRow {
    /// RFC 3339.
    pub at: String,
    /// The state before; absent in the first row.
    pub from: Option<PaymentState>,
    /// The state after (the same when the row only records an answer).
    pub to: PaymentState,
    /// Who asked: `buyer`, `return`, `probe`, `merchant` or `system` (start-up).
    pub by: String,
    /// The provider's own words in this answer, as they came, by their names.
    pub data: BTreeMap<String, String>,
    /// `responseReasonCode`.
    pub reason_code: Option<String>,
    /// `responseReasonText`.
    pub reason_text: Option<String>,
    /// What happened, in a word, where the provider's codes do not say it.
    pub note: Option<String>,
}

/// A page of a merchant's payments, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PaymentPage {
    /// The payments.
    pub payments: Vec<PaymentRecord>,
    /// Give it back as `cursor` for the next page; absent on the last.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub next_cursor: Option<String>,
}
