//! Every example under the name of its type: a new body of the API gets its line here.

use pse_shared::api::schema::{CheckoutId, NotificationId, PaymentId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use utoipa::ToSchema;

use super::subject::{CHECKOUT, NOTIFICATION, PAYMENT};
use super::{checkout, notification, payment, problem, subject};

/// The example of a type of the description.
#[derive(Debug)]
pub struct Example {
    /// The type's name among the description's schemas.
    pub schema: String,
    /// The example in JSON.
    pub value: Value,
    /// Reads JSON as the type and writes it again.
    #[cfg(test)]
    pub rewrite: fn(Value) -> serde_json::Result<Value>,
}

/// The example of every type that is more than a closed list.
#[must_use]
pub fn all() -> Vec<Example> {
    vec![
        of(CheckoutId(CHECKOUT.to_owned())),
        of(PaymentId(PAYMENT.to_owned())),
        of(NotificationId(NOTIFICATION.to_owned())),
        of(subject::total()),
        of(subject::bank()),
        of(subject::bank_list()),
        of(subject::merchant()),
        of(subject::person()),
        of(checkout::attribute()),
        of(checkout::credit()),
        of(checkout::create_checkout()),
        of(checkout::checkout_created()),
        of(checkout::checkout_view()),
        of(payment::create_payment()),
        of(payment::payment_created()),
        of(payment::payment_view()),
        of(payment::provider_record()),
        of(payment::history_row()),
        of(payment::consent_record()),
        of(payment::payment_record()),
        of(payment::payment_page()),
        of(notification::notification_attempt()),
        of(notification::notification()),
        of(notification::notification_list()),
        of(notification::payment_message()),
        of(notification::payment_message_data()),
        of(problem::problem_field()),
        of(problem::refused_body()),
    ]
}

fn of<T: ToSchema + Serialize + DeserializeOwned>(example: T) -> Example {
    Example {
        schema: T::name().into_owned(),
        value: serde_json::to_value(example).unwrap_or_default(),
        #[cfg(test)]
        rewrite: |value| serde_json::to_value(serde_json::from_value::<T>(value)?),
    }
}
