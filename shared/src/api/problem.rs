//! An error (`application/problem+json`, RFC 9457).

use crate::refusal::Refusal;

/// What went wrong, for people and programs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Problem {
    /// Address that names the kind of problem.
    #[cfg_attr(feature = "serde", serde(rename = "type"))]
    pub kind: String,
    /// The kind, in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// A [`crate::ProblemCode`].
    pub code: String,
    /// Fit to be shown to the buyer.
    pub detail: String,
    /// Each wrong field.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub errors: Vec<ProblemField>,
    /// `payment_pending`, `checkout_paid`: the reference it is about.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub reference: Option<String>,
    /// `payment_pending`, `checkout_paid`: the CUS to ask about.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub cus: Option<String>,
    /// `transaction_refused`: why, in our own words.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub refusal: Option<Refusal>,
    /// `transaction_refused`: the provider's own words.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub reason_text: Option<String>,
    /// The payment it is about, where there is one.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub payment_id: Option<String>,
}

/// One wrong field.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct ProblemField {
    /// The field's path: `payer.document`.
    pub field: String,
    /// A [`crate::FieldCode`].
    pub code: String,
    /// In words.
    pub detail: String,
}
