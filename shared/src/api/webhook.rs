//! What a merchant's server is told of a payment that changed (the body of a webhook).

use super::ProviderRecord;
#[cfg(feature = "schema")]
use super::schema::{CheckoutId, Currency, PaymentId, closed_list};
use crate::amount::Amount;
use crate::refusal::Refusal;
use crate::state::PaymentState;

/// The message that tells the merchant's server of a payment's change.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PaymentMessage {
    /// The message's type: `payment.` and the payment's new state.
    #[cfg_attr(feature = "serde", serde(rename = "type"))]
    #[cfg_attr(feature = "schema", schema(value_type = PaymentEvent))]
    pub kind: String,
    /// When the payment's change happened.
    #[cfg_attr(feature = "schema", schema(format = DateTime))]
    pub timestamp: String,
    /// The payment after the change.
    pub data: PaymentMessageData,
}

/// The payment after the change.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PaymentMessageData {
    /// The payment's id.
    #[cfg_attr(feature = "schema", schema(value_type = PaymentId))]
    pub payment_id: String,
    /// The checkout's id.
    #[cfg_attr(feature = "schema", schema(value_type = CheckoutId))]
    pub checkout_id: String,
    /// The merchant's reference.
    pub reference: String,
    /// The reference that the provider got: the merchant's own, with `-2`, `-3`… for later attempts.
    pub provider_reference: String,
    /// Where the payment stands after the change.
    pub state: PaymentState,
    /// The payment's state before the change; null when there was none.
    pub previous_state: Option<PaymentState>,
    /// The amount that is collected in all.
    pub total_amount: Amount,
    /// The currency of the amounts (ISO 4217).
    #[cfg_attr(feature = "schema", schema(value_type = Currency))]
    pub currency: String,
    /// The bank's code.
    pub bank_code: String,
    /// What the provider itself calls this payment and said of it.
    pub provider: ProviderRecord,
    /// Why the provider refused to create the transaction; `null` unless it did.
    pub refusal: Option<Refusal>,
    /// The transaction's unique follow-up code (`trazabilityCode`); leading zeros matter, zeros alone are none.
    pub cus: Option<String>,
    /// The provider's latest code for the payment's outcome (`responseReasonCode`).
    pub reason_code: Option<String>,
    /// The provider's latest words for the payment's outcome (`responseReasonText`).
    pub reason_text: Option<String>,
    /// Whether the provider says that the payment is a test.
    pub on_test: bool,
}

impl PaymentMessage {
    /// The `type` of the message that tells of a payment in that state.
    #[must_use]
    pub fn kind_of(state: PaymentState) -> String {
        format!("payment.{}", state.as_str())
    }
}

/// The `type` of a message about a payment, as a schema.
#[cfg(feature = "schema")]
#[derive(Debug)]
struct PaymentEvent;

#[cfg(feature = "schema")]
impl utoipa::PartialSchema for PaymentEvent {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        let told = PaymentState::ALL.into_iter().filter(|state| *state != PaymentState::Creating);
        closed_list("The `type` of a message about a payment.", told.map(PaymentMessage::kind_of))
    }
}

#[cfg(feature = "schema")]
impl utoipa::ToSchema for PaymentEvent {}
