//! Schemas of the API's description that are not a body of their own: ids, closed lists, and how long texts may be.

use serde::{Deserialize, Serialize};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{Object, ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::amount::Amount;
use crate::field_error::FieldCode;
use crate::limits;

/// A checkout's id: when it was made, and 115 random bits. Whoever has it may see and pay the checkout.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(pattern = "^chk_[a-z2-7]{32}$")]
pub struct CheckoutId(pub String);

/// A payment's id.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(pattern = "^pay_[a-z2-7]{32}$")]
pub struct PaymentId(pub String);

/// A notification's id, the same at every attempt.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(pattern = "^msg_[a-z2-7]{32}$")]
pub struct NotificationId(pub String);

/// A currency (ISO 4217); PSE settles in Colombian pesos.
#[derive(Debug, ToSchema)]
#[schema(rename_all = "UPPERCASE")]
pub enum Currency {
    /// Colombian pesos.
    Cop,
}

impl PartialSchema for FieldCode {
    fn schema() -> RefOr<Schema> {
        let codes = Self::ALL.map(|code| code.as_str().to_owned());
        closed_list("What is wrong with a field. Stable.", codes)
    }
}

impl ToSchema for FieldCode {}

impl PartialSchema for Amount {
    fn schema() -> RefOr<Schema> {
        text()
            .description(Some(
                "An amount of money, exact: a decimal string with at most two decimals, never a number; at most \
                 9999999999999.99. Answers always have two.",
            ))
            .pattern(Some(r"^[0-9]{1,13}(\.[0-9]{1,2})?$"))
            .into()
    }
}

impl ToSchema for Amount {}

fn text() -> ObjectBuilder {
    Object::builder().schema_type(Type::String)
}

/// The schema of a text that is one of these values.
pub(super) fn closed_list(
    description: &str,
    values: impl IntoIterator<Item = String>,
) -> RefOr<Schema> {
    text().description(Some(description)).enum_values(Some(values)).into()
}

/// How long bodies' texts (in characters) and lists (in items) may be: the body's name, the field's, the limit. The derived
/// schemas take only literal numbers, and these are the very constants that the checks use. A person's lengths are
/// [`crate::PayerField::max_length`].
pub const LONGEST: &[(&str, &str, usize)] = &[
    ("Attribute", "name", limits::ATTRIBUTE_NAME),
    ("Attribute", "value", limits::ATTRIBUTE_VALUE),
    ("Bank", "code", limits::BANK_CODE),
    ("CheckoutView", "reference", limits::REFERENCE),
    ("CheckoutView", "description", limits::DESCRIPTION),
    ("CreateCheckout", "reference", limits::REFERENCE),
    ("CreateCheckout", "description", limits::DESCRIPTION),
    ("CreateCheckout", "return_url", limits::RETURN_URL),
    ("CreateCheckout", "additional_data", limits::ADDITIONAL_DATA_ITEMS),
    ("CreateCheckout", "credits", limits::CREDITS),
    ("CreatePayment", "bank_code", limits::BANK_CODE),
    ("Credit", "entity_code", limits::CREDIT_CODE),
    ("Credit", "service_code", limits::CREDIT_CODE),
    ("Credit", "description", limits::CREDIT_DESCRIPTION),
    ("PaymentMessageData", "reference", limits::REFERENCE),
    ("PaymentMessageData", "provider_reference", limits::REFERENCE),
    ("PaymentMessageData", "bank_code", limits::BANK_CODE),
    ("PaymentRecord", "merchant_reference", limits::REFERENCE),
    ("PaymentRecord", "reference", limits::REFERENCE),
    ("PaymentRecord", "bank_code", limits::BANK_CODE),
    ("PaymentView", "reference", limits::REFERENCE),
    ("PaymentView", "bank_code", limits::BANK_CODE),
];
