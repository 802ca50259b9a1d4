//! Its examples are what the program reads and writes.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::body::Body;
use http::{Request, header};
use pse_shared::api::Problem;
use pse_shared::{Amount, PaymentState, ProblemCode};
use serde_json::Value;
use tokio::sync::Notify;

use super::{document, schema};
use crate::routes::description::examples::by_type::{self, Example};
use crate::test_support::test_app::TestApp;
use crate::words;
use pse_core::model::{CheckoutId, DeliveryAttempt, NotificationId, PaymentId};
use pse_core::payments::webhook_messages::WebhookMessages;
use pse_core::ports::store::{InsertIntent, NotificationOutcome, PaymentChange};
use pse_core::ports::store_suite::samples;
use pse_shared::words::Language;

/// Each example is read and written again: the same comes out, and nothing is in it that the document does not name.
#[test]
fn every_example_is_what_the_program_reads_and_writes() {
    for Example { schema: name, value, rewrite } in by_type::all() {
        let rewritten = rewrite(value.clone()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(rewritten, value, "{name}");
        let schema = schema(&name);
        assert_eq!(schema["examples"][0], value, "{name}");
        let Some(properties) = schema["properties"].as_object() else {
            assert_eq!(schema["type"], "string", "{name}");
            continue;
        };
        let names: BTreeSet<_> = properties.keys().collect();
        let given: BTreeSet<_> = value.as_object().unwrap().keys().collect();
        assert!(given.is_subset(&names), "{name}: {given:?}");
        let required = schema["required"].as_array().into_iter().flatten();
        let required: BTreeSet<_> =
            required.map(|field| field.as_str().unwrap().to_owned()).collect();
        assert!(required.iter().all(|field| given.contains(field)), "{name}: {required:?}");
    }
}

#[test]
fn every_body_has_exactly_one_example() {
    for (name, schema) in document()["components"]["schemas"].as_object().unwrap() {
        let is_closed_list = !schema["enum"].is_null();
        if !is_closed_list {
            assert_eq!(schema["examples"].as_array().map(Vec::len), Some(1), "{name}");
        }
    }
}

#[test]
fn examples_of_names_and_amounts_are_ones() {
    let example = |name: &str| schema(name)["examples"][0].as_str().unwrap().to_owned();
    assert!(CheckoutId::parse(&example("CheckoutId")).is_some());
    assert!(PaymentId::parse(&example("PaymentId")).is_some());
    assert!(NotificationId::parse(&example("NotificationId")).is_some());
    assert!(example("Amount").parse::<Amount>().is_ok());
}

#[test]
fn every_error_has_an_example_in_its_own_words() {
    let document = document();
    let examples = document["components"]["examples"].as_object().unwrap();
    assert_eq!(examples.len(), ProblemCode::ALL.len());
    for &code in ProblemCode::ALL {
        let problem: Problem =
            serde_json::from_value(examples[code.as_str()]["value"].clone()).unwrap();
        assert_eq!((problem.code.as_str(), problem.status), (code.as_str(), code.status()));
        assert!(problem.kind.ends_with(&format!("/problems/{}", code.as_str())));
        assert_eq!(problem.title, words::of(Language::Spanish).problem(code).title);
        // These three speak of the payment, in certification's words.
        let certified = [
            ProblemCode::PaymentPending,
            ProblemCode::CheckoutPaid,
            ProblemCode::TransactionRefused,
        ];
        if !certified.contains(&code) {
            assert_eq!(problem.detail, words::of(Language::Spanish).problem(code).detail);
        }
    }
}

fn fields(value: &Value) -> BTreeSet<String> {
    value.as_object().unwrap().keys().cloned().collect()
}

#[test]
fn the_message_is_the_one_that_is_sent() {
    let payment = samples::intent(&samples::checkout("A1"), 0).payment;
    let messages = WebhookMessages::new([payment.site.clone()], Arc::new(Notify::new()));
    let sent = messages.compose(&payment, None).unwrap().unwrap();
    let sent: Value = serde_json::from_str(&sent.body).unwrap();
    for (name, sent) in [("PaymentMessage", &sent), ("PaymentMessageData", &sent["data"])] {
        let schema = schema(name);
        assert_eq!(fields(&schema["properties"]), fields(sent), "{name}");
        assert_eq!(fields(&schema["examples"][0]), fields(sent), "{name}");
    }
}

/// A payment whose merchant was told once, and what the merchant reads of that.
async fn told() -> Value {
    let app = TestApp::open().await;
    let checkout = app.checkout("A1").await;
    let store = &app.app.store;
    let intent = samples::intent(&checkout, 1);
    let InsertIntent::Stored(payment) = store.insert_intent(&intent).await.unwrap() else {
        panic!("something is in the way")
    };
    let notification = samples::notification(&payment, 2);
    let change = PaymentChange {
        notification: Some(notification.clone()),
        ..samples::change(&payment, PaymentState::Pending, 2)
    };
    assert!(store.save(&change).await.unwrap());
    let attempt = DeliveryAttempt { at: samples::minute(2), status: Some(503), error: None };
    let later = NotificationOutcome::RetryAt(samples::minute(3));
    store.record_attempt(&(&notification).into(), &attempt, &later).await.unwrap();
    let path = format!("/v1/payments/{}/notifications", payment.id);
    let request = Request::get(path).header(header::AUTHORIZATION, "Bearer sk_demo");
    let answer = app.send(request.body(Body::empty()).unwrap()).await;
    serde_json::from_str(&answer.text).unwrap()
}

#[tokio::test]
async fn what_a_merchant_reads_of_notifications_is_what_is_written_down() {
    let told = told().await;
    let first = &told["notifications"][0];
    for (name, answered) in [
        ("NotificationList", &told),
        ("Notification", first),
        ("NotificationAttempt", &first["log"][0]),
    ] {
        let schema = schema(name);
        assert_eq!(fields(&schema["properties"]), fields(answered), "{name}");
        assert_eq!(fields(&schema["examples"][0]), fields(answered), "{name}");
    }
}
