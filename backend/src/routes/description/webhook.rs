//! What the merchant's server is told of a payment, without asking.

use pse_shared::api::PaymentMessage;
use pse_shared::api::schema::NotificationId;
use utoipa::openapi::path::{Operation, OperationBuilder, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::openapi::{ContentBuilder, HttpMethod, Paths, Ref, RefOr, Required, ResponseBuilder};
use utoipa::{PartialSchema, ToSchema};

use super::groups::MERCHANT;

/// Every webhook of the API, described.
#[must_use]
pub fn all() -> Paths {
    let mut webhooks = Paths::new();
    webhooks.paths.insert("payment".to_owned(), PathItem::new(HttpMethod::Post, payment_changed()));
    webhooks
}

/// The types that the webhooks' bodies are made of.
pub fn schemas(into: &mut Vec<(String, RefOr<Schema>)>) {
    into.push((PaymentMessage::name().into_owned(), PaymentMessage::schema()));
    PaymentMessage::schemas(into);
    into.push((NotificationId::name().into_owned(), NotificationId::schema()));
}

fn payment_changed() -> Operation {
    let header = |name: &str, description: &str, schema: RefOr<Schema>| {
        ParameterBuilder::new()
            .name(name)
            .parameter_in(ParameterIn::Header)
            .required(Required::True)
            .description(Some(description))
            .schema(Some(schema))
    };
    let body = ContentBuilder::new().schema(Some(Ref::from_schema_name(PaymentMessage::name())));
    OperationBuilder::new()
        .operation_id(Some("paymentChanged"))
        .tag(MERCHANT)
        .summary(Some("A payment changed"))
        .description(Some(
            "Sent to the site's `webhook.url` at every change of a payment's state, as the Standard Webhooks specification \
             says. Verify the signature with the webhook's secret (any Standard Webhooks library does) before believing \
             it. Delivered at least once: `webhook-id` stays the same at every attempt, so keep those you have seen. \
             Messages about one payment come in order. Anything but a 2xx within 10 seconds is tried again after 5 s, \
             30 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 23 h; every attempt is logged. No redirects are followed.",
        ))
        .parameter(header(
            "webhook-id",
            "The message's id.",
            Ref::from_schema_name(NotificationId::name()).into(),
        ))
        .parameter(header(
            "webhook-timestamp",
            "When this attempt was made, in seconds since 1970.",
            ObjectBuilder::new().schema_type(Type::Integer).examples([1_795_618_470]).into(),
        ))
        .parameter(header(
            "webhook-signature",
            "`v1,` and the base64 HMAC-SHA256 of `{webhook-id}.{webhook-timestamp}.{body}`; one for each secret, separated \
             by spaces.",
            ObjectBuilder::new()
                .schema_type(Type::String)
                .examples(["v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4="])
                .into(),
        ))
        .request_body(Some(
            RequestBodyBuilder::new()
                .description(Some("The change."))
                .required(Some(Required::True))
                .content("application/json", body.build())
                .build(),
        ))
        .response("2XX", ResponseBuilder::new().description("Taken."))
        .response("default", ResponseBuilder::new().description("Not taken; tried again later."))
        .build()
}
