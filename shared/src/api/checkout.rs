//! `POST /v1/checkouts` and `GET /v1/checkouts/{id}`.

#[cfg(feature = "schema")]
use super::schema::{CheckoutId, Currency, PaymentId};
use crate::amount::Amount;
use crate::bank_interface::BankInterface;
use crate::declined_by::DeclinedBy;
use crate::person::{PayerField, Person};
use crate::refusal::Refusal;
use crate::state::{CheckoutState, PaymentState};
#[cfg(feature = "schema")]
use crate::words::Language;

/// A named value that the provider stores with the transaction (`Attribute` of the specification).
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Attribute {
    /// The attribute's name.
    #[cfg_attr(feature = "schema", schema(min_length = 1))]
    pub name: String,
    /// The attribute's value.
    pub value: String,
}

/// The part of a multicredit payment that goes to one dependent service (`CreditConcept` of the specification).
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Credit {
    /// The code of the dependent service's entity (`entityCode`).
    pub entity_code: String,
    /// The code of the dependent service (`serviceCode`).
    pub service_code: String,
    /// The dependent service's part of the total; may be zero.
    pub amount_value: Amount,
    /// The tax in the dependent service's part; may be zero.
    pub tax_value: Amount,
    /// What the dependent service's part is for.
    #[cfg_attr(feature = "schema", schema(required = false))]
    pub description: String,
}

/// What a merchant's server sends to create a checkout.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct CreateCheckout {
    /// The merchant's own reference. No `|` and no `"`. It may be used again while no payment of it is pending or
    /// approved.
    #[cfg_attr(feature = "schema", schema(min_length = 1, pattern = r#"^[^|"]+$"#))]
    pub reference: String,
    /// What is paid for. Certification allows neither `"` nor `|`: they are written as `'` and `/`.
    #[cfg_attr(feature = "schema", schema(min_length = 1))]
    pub description: String,
    /// The currency of the amounts (ISO 4217).
    #[cfg_attr(feature = "schema", schema(value_type = Currency))]
    pub currency: String,
    /// The language that the provider is asked to speak, and that the service's own page speaks unless asked otherwise.
    #[cfg_attr(feature = "schema", schema(value_type = Language))]
    pub language: String,
    /// The amount that is collected in all; more than zero.
    pub total_amount: Amount,
    /// The tax in the total.
    pub tax_amount: Amount,
    /// The base on which the tax is given back.
    pub devolution_base: Amount,
    /// The part of the total that is exempt from tax. Tax, base and exempt part may not sum to more than the total.
    pub tip_amount: Amount,
    /// Where the buyer comes back to, on one of the site's `return_hosts`; https, unless it is this machine and the
    /// provider a sandbox. `pse_checkout=<id>` is added to its query.
    #[cfg_attr(feature = "schema", schema(format = "uri"))]
    pub return_url: String,
    /// What the merchant knows of the payer. The buyer is asked for the rest and may not change this.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(feature = "schema", schema(value_type = Person))]
    pub payer: Option<Person>,
    /// The person who buys, when it is not the payer.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(feature = "schema", schema(value_type = Person))]
    pub buyer: Option<Person>,
    /// The person who receives what is bought, when it is not the payer.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(feature = "schema", schema(value_type = Person))]
    pub shipping: Option<Person>,
    /// Named values that the provider stores with the transaction.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub additional_data: Vec<Attribute>,
    /// The parts of a multicredit payment: each a dependent service of the site; they sum to the total and the tax.
    /// Dependants left out get zero.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub credits: Vec<Credit>,
    /// Until when the checkout can be paid; 24 hours from now when left out.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(feature = "schema", schema(value_type = String, format = DateTime))]
    pub expires_at: Option<String>,
}

/// The answer about a new checkout.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CheckoutCreated {
    /// The checkout's id, which is all that the buyer's page needs: whoever has it may see and pay the checkout.
    #[cfg_attr(feature = "schema", schema(value_type = CheckoutId))]
    pub id: String,
    /// The address of the service's own page for the checkout, which needs no script; also a payment link.
    #[cfg_attr(feature = "schema", schema(format = "uri"))]
    pub url: String,
    /// The new checkout's state: always `open`.
    pub state: CheckoutState,
    /// Until when the checkout can be paid.
    #[cfg_attr(feature = "schema", schema(format = DateTime))]
    pub expires_at: String,
    /// The HTML to put into the buyer's page, as it is: what the widget will need is asked for at once, and the checkout and
    /// the bank list are in it. It holds the checkout's id and is for that buyer's page alone.
    pub embed: String,
}

/// The merchant that the buyer pays.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Merchant {
    /// The merchant's legal name (razón social).
    pub name: String,
    /// The merchant's Colombian tax number.
    pub nit: String,
    /// The phone number of the merchant's customer service.
    pub phone: String,
    /// The e-mail address of the merchant's customer service.
    #[cfg_attr(feature = "schema", schema(format = Email))]
    pub email: String,
}

/// A checkout as its page may see it: nothing personal.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CheckoutView {
    /// The checkout's id.
    #[cfg_attr(feature = "schema", schema(value_type = CheckoutId))]
    pub id: String,
    /// Where the checkout stands.
    pub state: CheckoutState,
    /// The merchant's reference.
    pub reference: String,
    /// What is paid for.
    pub description: String,
    /// The currency of the amounts (ISO 4217).
    #[cfg_attr(feature = "schema", schema(value_type = Currency))]
    pub currency: String,
    /// The language that the provider is asked to speak, and that the service's own page speaks unless asked otherwise.
    #[cfg_attr(feature = "schema", schema(value_type = Language))]
    pub language: String,
    /// The amount that is collected in all.
    pub total_amount: Amount,
    /// The tax in the total.
    pub tax_amount: Amount,
    /// The base on which the tax is given back.
    pub devolution_base: Amount,
    /// The part of the total that is exempt from tax.
    pub tip_amount: Amount,
    /// Until when the checkout can be paid.
    #[cfg_attr(feature = "schema", schema(format = DateTime))]
    pub expires_at: String,
    /// The merchant that the buyer pays.
    pub merchant: Merchant,
    /// Codes of the banks the merchant wants shown first.
    pub favourite_banks: Vec<String>,
    /// The kinds of person that can still pay: one only when the merchant fixed the type of document.
    pub bank_interfaces: Vec<BankInterface>,
    /// The payer's fields that the buyer must still give.
    pub payer_fields: Vec<PayerField>,
    /// What the buyer consents to by paying (`sites.<name>.consent`), to be shown beside the button; absent where the
    /// site says nothing.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub consent: Option<String>,
    /// The checkout's latest payment; absent before the first.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(feature = "schema", schema(value_type = PaymentView))]
    pub payment: Option<PaymentView>,
    /// The HTML to put into the buyer's page, as of now; only to whoever asks with the merchant's key.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub embed: Option<String>,
}

/// A payment as the buyer may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PaymentView {
    /// The payment's id.
    #[cfg_attr(feature = "schema", schema(value_type = PaymentId))]
    pub id: String,
    /// Where the payment stands.
    pub state: PaymentState,
    /// The bank's code.
    pub bank_code: String,
    /// The bank's name when the payment was made.
    pub bank_name: String,
    /// Whether a natural person or a company pays.
    pub bank_interface: BankInterface,
    /// The transaction's unique follow-up code (`trazabilityCode`); leading zeros matter, zeros alone are none.
    pub cus: Option<String>,
    /// PSE's settlement cycle (`transactionCycle`).
    pub transaction_cycle: Option<i32>,
    /// The reference that the provider got: the merchant's own, with `-2`, `-3`… for later attempts.
    pub reference: String,
    /// When the buyer confirmed the payment.
    #[cfg_attr(feature = "schema", schema(format = DateTime))]
    pub created_at: String,
    /// When the bank processed the payment, as the provider writes it.
    pub bank_process_date: Option<String>,
    /// Why the provider refused to create the transaction; `null` unless it did.
    pub refusal: Option<Refusal>,
    /// The provider's latest reason (`responseReasonCode`).
    pub reason_code: Option<String>,
    /// The provider's latest reason in words (`responseReasonText`).
    pub reason_text: Option<String>,
    /// Who ended the payment, where the provider's reason tells; `null` unless it was not authorized.
    pub declined_by: Option<DeclinedBy>,
    /// The address at the bank while the buyer can still use it: the payment is pending and at most 21 minutes old, and the buyer not back yet.
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, format = "uri"))]
    pub bank_url: Option<String>,
    /// When the provider is asked next about the payment; null once its state is final.
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, format = DateTime))]
    pub next_probe_at: Option<String>,
    /// Whether the provider says that the payment is a test.
    pub on_test: bool,
}
