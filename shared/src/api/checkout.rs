//! `POST /v1/checkouts` and `GET /v1/checkouts/{id}`.

use crate::amount::Amount;
use crate::bank_interface::BankInterface;
use crate::person::{PayerField, Person};
use crate::refusal::Refusal;
use crate::state::{CheckoutState, PaymentState};

/// Something the merchant wants stored with the transaction (`Attribute`).
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Attribute {
    /// At most 30 characters.
    pub name: String,
    /// At most 128 characters.
    pub value: String,
}

/// The part of a multicredit payment that goes to one dependent service (`CreditConcept`).
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Credit {
    /// `entityCode`, at most 12 characters.
    pub entity_code: String,
    /// `serviceCode`, at most 12 characters.
    pub service_code: String,
    /// `amountValue`: may be zero.
    pub amount_value: Amount,
    /// `taxValue`: may be zero.
    pub tax_value: Amount,
    /// `description`, at most 60 characters.
    pub description: String,
}

/// What a merchant sends to create a checkout.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CreateCheckout {
    /// The merchant's own reference, at most 32 characters.
    pub reference: String,
    /// What is paid for, at most 255 characters.
    pub description: String,
    /// ISO 4217: `COP`.
    pub currency: String,
    /// ISO 639-1, upper case: `ES`, `EN` or `PT`.
    pub language: String,
    /// What is collected in all.
    pub total_amount: Amount,
    /// The tax in it.
    pub tax_amount: Amount,
    /// The base on which the tax is given back.
    pub devolution_base: Amount,
    /// What is exempt, part of the total.
    pub tip_amount: Amount,
    /// Where the buyer comes back to.
    pub return_url: String,
    /// What the merchant knows of the payer; the buyer is asked for the rest.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub payer: Option<Person>,
    /// Who buys, when it is not the payer.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub buyer: Option<Person>,
    /// Who receives.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub shipping: Option<Person>,
    /// Stored with the transaction.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub additional_data: Vec<Attribute>,
    /// The parts of a multicredit payment.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub credits: Vec<Credit>,
    /// Until when it can be paid, RFC 3339; 24 hours when absent.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub expires_at: Option<String>,
}

/// What creating a checkout answers.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct CheckoutCreated {
    /// `chk_…`, the capability the page gets.
    pub id: String,
    /// The backend's own page for it, also a payment link.
    pub url: String,
    /// Always `open`.
    pub state: CheckoutState,
    /// RFC 3339.
    pub expires_at: String,
}

/// Whom the buyer pays.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Merchant {
    /// Razón social.
    pub name: String,
    /// NIT.
    pub nit: String,
    /// Customer service by phone.
    pub phone: String,
    /// Customer service by e-mail.
    pub email: String,
}

/// What the widget reads of a checkout: nothing personal.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct CheckoutView {
    /// `chk_…`.
    pub id: String,
    /// Where it stands.
    pub state: CheckoutState,
    /// The merchant's reference.
    pub reference: String,
    /// What is paid for.
    pub description: String,
    /// ISO 4217.
    pub currency: String,
    /// ISO 639-1, upper case.
    pub language: String,
    /// What is collected in all.
    pub total_amount: Amount,
    /// The tax in it.
    pub tax_amount: Amount,
    /// The base on which the tax is given back.
    pub devolution_base: Amount,
    /// What is exempt.
    pub tip_amount: Amount,
    /// RFC 3339.
    pub expires_at: String,
    /// Whom the buyer pays.
    pub merchant: Merchant,
    /// Codes of the banks the merchant wants shown first.
    pub favourite_banks: Vec<String>,
    /// The kinds of person that can still pay: one only when the merchant fixed the
    /// document's type.
    pub bank_interfaces: Vec<BankInterface>,
    /// What the buyer must still give.
    pub payer_fields: Vec<PayerField>,
    /// What the buyer consents to by paying, where the site says so.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub consent: Option<String>,
    /// The latest payment; absent before the first.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub payment: Option<PaymentView>,
}

/// A payment as the buyer may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PaymentView {
    /// `pay_…`.
    pub id: String,
    /// Where it stands.
    pub state: PaymentState,
    /// Bank's code.
    pub bank_code: String,
    /// Bank's name when the payment was made.
    pub bank_name: String,
    /// Person or company.
    pub bank_interface: BankInterface,
    /// `trazabilityCode`; leading zeros matter.
    pub cus: Option<String>,
    /// `transactionCycle`.
    pub transaction_cycle: Option<i32>,
    /// The reference the provider got.
    pub reference: String,
    /// RFC 3339.
    pub created_at: String,
    /// When the bank processed it, RFC 3339.
    pub bank_process_date: Option<String>,
    /// Why the provider refused to create the transaction; `null` unless it did.
    pub refusal: Option<Refusal>,
    /// `responseReasonCode`.
    pub reason_code: Option<String>,
    /// `responseReasonText`.
    pub reason_text: Option<String>,
    /// The bank's address, while the buyer can still use it.
    pub bank_url: Option<String>,
    /// When the provider is asked next, RFC 3339.
    pub next_probe_at: Option<String>,
    /// Whether the provider says it is a test.
    pub on_test: bool,
}
