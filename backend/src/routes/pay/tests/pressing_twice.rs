//! Pressing twice is pressing once.

use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use pse_shared::certified;
use pse_shared::person::REQUIRED;
use tokio::task::JoinHandle;

use crate::pages::submitted_form::SubmittedForm;
use crate::test_support::test_app::{BANK_URL, TestApp, TestResponse, accepted, filled, page};
use pse_core::model::{Checkout, Payment};
use pse_core::payments::machine::Event;
use pse_core::ports::store::{InsertIntent, Intent};
use pse_core::ports::store_suite::samples;

#[tokio::test]
async fn both_presses_lead_to_the_bank_with_one_payment() {
    let app = TestApp::with_banks().await;
    let checkout = app.checkout("A1").await;
    app.will_create(accepted());
    for _ in 0..2 {
        let answer = app.post(&checkout, &filled("uno", "9001")).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, BANK_URL));
    }
    assert_eq!(app.provider.count("create"), 1);
}

#[tokio::test]
async fn a_form_shown_apart_is_another_attempt_and_is_told_of_the_first() {
    let app = TestApp::with_banks().await;
    let checkout = app.checkout("A1").await;
    app.will_create(accepted());
    app.post(&checkout, &filled("uno", "9001")).await;
    for form in [filled("dos", "9001"), filled("uno", "9006")] {
        let answer = app.post(&checkout, &form).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        let sentence =
            certified::payment_pending("A1", "6024567890", "pagos@example.co", "0215022");
        // How it stands comes first, and nothing looks like an error.
        let (_, below) = answer.text.split_once("</h1>").unwrap();
        assert!(below.contains(&sentence), "{}", answer.text);
        assert!(!answer.text.contains("class=\"problem"), "{}", answer.text);
        assert!(answer.text.contains("Continuar en el banco"));
        assert!(answer.header("refresh").starts_with("15;"));
    }
    assert_eq!(app.provider.count("create"), 1);
}

/// A payment whose creation is still running, begun by the form of attempt `uno`.
async fn running(app: &TestApp, checkout: &Checkout) -> Payment {
    let pairs: Vec<_> = filled("uno", "9001")
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let idempotency = SubmittedForm::read(&pairs).key(REQUIRED);
    let intent = Intent { idempotency, ..samples::intent(checkout, 10) };
    match app.app.store.insert_intent(&intent).await.unwrap() {
        InsertIntent::Stored(payment) => *payment,
        blocked @ (InsertIntent::Blocked(_)
        | InsertIntent::TooMany
        | InsertIntent::KeyUsed { .. }) => {
            panic!("{blocked:?}")
        }
    }
}

/// Returns once the press waits for somebody else's answer.
async fn waits(app: &TestApp, press: &mut JoinHandle<TestResponse>) {
    tokio::select! {
        () = app.clock.wait_for_sleepers(1) => {}
        answer = press => panic!("it did not wait: {}", answer.unwrap().status),
    }
}

#[tokio::test]
async fn the_second_press_waits_for_the_first_ones_answer() {
    let app = Arc::new(TestApp::with_banks().await);
    let checkout = app.checkout("A1").await;
    let payment = running(&app, &checkout).await;
    let mut second = tokio::spawn({
        let (app, checkout) = (Arc::clone(&app), checkout.clone());
        async move { app.post(&checkout, &filled("uno", "9001")).await }
    });
    waits(&app, &mut second).await;
    app.app.checks.transitions.apply(payment, &Event::Creation(accepted()), None).await.unwrap();
    let answer = second.await.unwrap();
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, BANK_URL));
    assert_eq!(app.provider.count("create"), 0);
}

#[tokio::test]
async fn a_second_press_whose_first_takes_too_long_sees_that_it_is_being_created() {
    let app = Arc::new(TestApp::with_banks().await);
    let checkout = app.checkout("A1").await;
    running(&app, &checkout).await;
    let mut second = tokio::spawn({
        let (app, checkout) = (Arc::clone(&app), checkout.clone());
        async move { app.post(&checkout, &filled("uno", "9001")).await }
    });
    waits(&app, &mut second).await;
    app.clock.advance(Duration::from_secs(25));
    let answer = second.await.unwrap();
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::SEE_OTHER, &*page(&checkout))
    );
    let shown = app.get(&page(&checkout)).await;
    assert!(
        shown.text.contains("Creando transacción") && shown.header("refresh").starts_with("3;")
    );
}
