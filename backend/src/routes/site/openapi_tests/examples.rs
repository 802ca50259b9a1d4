//! Its examples are what the program reads and writes.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::body::Body;
use http::{Request, header};
use pse_shared::api::{
    Attribute, Bank, BankList, CheckoutCreated, CheckoutView, CreateCheckout, CreatePayment,
    Credit, HistoryRow, Merchant, PaymentCreated, PaymentPage, PaymentRecord, PaymentView, Problem,
    ProblemField,
};
use pse_shared::{Amount, PaymentState, Person, ProblemCode};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use tokio::sync::Notify;

use super::{document, schema};
use crate::model::{Attempt, CheckoutId, NotificationId, PaymentId};
use crate::notifications::compose::Composer;
use crate::payments::machine::Step;
use crate::routes::http::words;
use crate::store::sqlite::tests::records;
use crate::store::{Change, InsertIntent, NotificationOutcome};
use crate::test_support::test_app::TestApp;
use pse_shared::words::Language;

/// Reads a type's example and writes it again: the same comes out, and nothing is in it that the
/// document does not name.
fn reads_back<T: Serialize + DeserializeOwned>(name: &str) {
    let schema = schema(name);
    let example = schema["examples"][0].clone();
    let read: T =
        serde_json::from_value(example.clone()).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(serde_json::to_value(read).unwrap(), example, "{name}");
    let names: BTreeSet<_> = schema["properties"].as_object().unwrap().keys().collect();
    let given: BTreeSet<_> = example.as_object().unwrap().keys().collect();
    assert!(given.is_subset(&names), "{name}: {given:?}");
    let required: BTreeSet<String> = serde_json::from_value(schema["required"].clone()).unwrap();
    assert!(required.iter().all(|field| given.contains(field)), "{name}: {required:?}");
}

#[test]
fn every_example_is_what_the_program_reads_and_writes() {
    reads_back::<CreateCheckout>("CreateCheckout");
    reads_back::<CheckoutCreated>("CheckoutCreated");
    reads_back::<CheckoutView>("CheckoutView");
    reads_back::<PaymentView>("PaymentView");
    reads_back::<CreatePayment>("CreatePayment");
    reads_back::<PaymentCreated>("PaymentCreated");
    reads_back::<BankList>("BankList");
    reads_back::<Bank>("Bank");
    reads_back::<Person>("Person");
    reads_back::<Merchant>("Merchant");
    reads_back::<Attribute>("Attribute");
    reads_back::<Credit>("Credit");
    reads_back::<PaymentRecord>("PaymentRecord");
    reads_back::<HistoryRow>("HistoryRow");
    reads_back::<PaymentPage>("PaymentPage");
    reads_back::<Problem>("Problem");
    reads_back::<ProblemField>("ProblemField");
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
        assert_eq!(problem.title, words::title(code, Language::Spanish));
        // These three speak of the payment, in certification's words.
        let certified = [
            ProblemCode::PaymentPending,
            ProblemCode::CheckoutPaid,
            ProblemCode::TransactionRefused,
        ];
        if !certified.contains(&code) {
            assert_eq!(problem.detail, words::detail(code, Language::Spanish));
        }
    }
}

fn fields(value: &Value) -> BTreeSet<String> {
    value.as_object().unwrap().keys().cloned().collect()
}

#[test]
fn the_message_is_the_one_that_is_sent() {
    let payment = records::intent(&records::checkout("A1"), 0).payment;
    let composer = Composer::new([payment.site.clone()], Arc::new(Notify::new()));
    let step = Step { payment, history: None, checkout: None, alerts: Vec::new() };
    let sent = composer.compose(&step).unwrap().unwrap();
    let sent: Value = serde_json::from_str(&sent.body).unwrap();
    for (name, sent) in [("PaymentMessage", &sent), ("PaymentMessageData", &sent["data"])] {
        let schema = schema(name);
        assert_eq!(fields(&schema["properties"]), fields(sent), "{name}");
        assert_eq!(fields(&schema["examples"][0]), fields(sent), "{name}");
    }
}

/// A payment whose merchant was told once, and what the merchant reads of that.
async fn told() -> Value {
    let desk = TestApp::open().await;
    let checkout = desk.checkout("A1").await;
    let store = &desk.app.store;
    let intent = records::intent(&checkout, 1);
    let InsertIntent::Stored(payment) = store.insert_intent(&intent).await.unwrap() else {
        panic!("something is in the way")
    };
    let notification = records::notification(&payment, 2);
    let change = Change {
        notification: Some(notification.clone()),
        ..records::change(&payment, PaymentState::Pending, 2)
    };
    assert!(store.save(&change).await.unwrap());
    let attempt = Attempt { at: records::minute(2), status: Some(503), error: None };
    let later = NotificationOutcome::RetryAt(records::minute(3));
    store.record_attempt(&notification.id, &attempt, &later).await.unwrap();
    let path = format!("/v1/payments/{}/notifications", payment.id);
    let request = Request::get(path).header(header::AUTHORIZATION, "Bearer sk_demo");
    let answer = desk.send(request.body(Body::empty()).unwrap()).await;
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
