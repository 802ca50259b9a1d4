//! An error (`application/problem+json`, RFC 9457).

#[cfg(feature = "schema")]
use super::schema::PaymentId;
use crate::refusal::Refusal;
#[cfg(feature = "schema")]
use crate::{FieldCode, ProblemCode};

/// An error of the API (RFC 9457).
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Address of a page that explains the error's code.
    #[cfg_attr(feature = "serde", serde(rename = "type"))]
    #[cfg_attr(feature = "schema", schema(format = "uri"))]
    pub kind: String,
    /// The kind of problem, in words.
    pub title: String,
    /// The answer's HTTP status.
    pub status: u16,
    /// The code of what went wrong, for a program to act on.
    #[cfg_attr(feature = "schema", schema(value_type = ProblemCode))]
    pub code: String,
    /// What happened, fit to be shown to a buyer: in Spanish, or in English or Portuguese where `Accept-Language` prefers it
    /// (`en`, `pt`, with any country).
    pub detail: String,
    /// Each wrong field of the request.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub errors: Vec<ProblemField>,
    /// The reference of the payment that the error is about, where there is one.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub reference: Option<String>,
    /// The CUS of the payment that the error is about, where there is one: what to ask the bank about.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub cus: Option<String>,
    /// With `transaction_refused`: why the provider refused to create the transaction, in our own words.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(feature = "schema", schema(value_type = Refusal))]
    pub refusal: Option<Refusal>,
    /// With `transaction_refused`: why the provider refused to create the transaction, in the provider's own words.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub reason_text: Option<String>,
    /// The payment that the error is about, where there is one.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    #[cfg_attr(feature = "schema", schema(value_type = PaymentId))]
    pub payment_id: Option<String>,
}

/// A wrong field of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ProblemField {
    /// The wrong field's path in the body: `payer.document`, `credits[2].tax_value`.
    pub field: String,
    /// What is wrong with the field, for a program to act on.
    #[cfg_attr(feature = "schema", schema(value_type = FieldCode))]
    pub code: String,
    /// What is wrong with the field, in words.
    pub detail: String,
}
